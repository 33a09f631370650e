"""What each column of a file is: from its heading, its cells and the analyst's words."""
