"""Tables of indicator values in and out: spreadsheets, text files and the clipboard."""
