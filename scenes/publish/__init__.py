"""Films as a folder for a web server: videos, chapters, captions, slides."""
