"""A film to be heard: voices that speak its sentences, and its sound track."""
