"""Official figures beyond the shipped ones, fetched from the public services where there is internet."""
