"""The readers and writers of file formats, this project's and others': one module each."""
