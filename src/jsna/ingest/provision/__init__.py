"""Community provision from files: lists of addresses and Open Referral UK, checked whole before anything is kept."""
