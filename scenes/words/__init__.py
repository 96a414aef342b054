"""The words of the films: names, titles and sentences about a trace."""
