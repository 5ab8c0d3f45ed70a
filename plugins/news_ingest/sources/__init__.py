"""Where raw articles come from: folders of text files, archives of them, and files of records."""
