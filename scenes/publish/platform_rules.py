"""What the platforms ask for, as they say it themselves.

what                       rule                          source
title                      at most 100 letters, no < >   YouTube Data API, videos#snippet.title
description                at most 5,000 bytes, no < >   YouTube Data API, videos#snippet.description
tags                       at most 500 letters in all    YouTube Data API, videos#snippet.tags[]
chapters                   from 0:00, three or more,     YouTube Help, "Video chapters"
                           each 10 seconds or longer
thumbnail                  under 2 MB, PNG;              YouTube Data API, thumbnails.set;
                           1280 x 720                    YouTube Help, "Add video thumbnails"
end screen                 in the last 5 to 20 seconds   YouTube Help, "Add end screens to videos"
                           of a film of 25 or more
short                      at most three minutes,        YouTube Help, "Understand three-minute
                           upright or square             YouTube Shorts"
package                    a zip file with               ADL, SCORM 1.2 Content Aggregation
                           imsmanifest.xml at its top    Model, 2.3
what reports its state     finds API above it, begins    ADL, SCORM 1.2 Run-Time
                           and ends with LMSInitialize,  Environment, 3.2 and 3.3
                           LMSFinish

The API's pages are developers.google.com/youtube/v3/docs/videos and
.../docs/thumbnails/set, which lately tells of 50 MB: the smaller is kept. Those of
YouTube Help stand under support.google.com/youtube/answer/: 9884579 chapters,
72431 thumbnails, 6388789 end screens, 15424877 shorts. What the first three say is
known here from pages of others that repeat it.
"""  # noqa: E501

LONGEST_TITLE = 100  # letters
LONGEST_DESCRIPTION = 5000  # bytes
LONGEST_TAGS = 500  # letters of all tags, with commas, and quotes where one has spaces
THUMBNAIL = 1280, 720  # pixels
LARGEST_THUMBNAIL = 2_000_000  # bytes
END_SCREEN = 5, 20  # seconds at the end: at least, at most
END_SCREEN_OF = 25  # seconds of a film that may have one
LONGEST_SHORT = 180  # seconds
MANIFEST = "imsmanifest.xml"  # at the top of a package


def tags_length(tags: list[str]) -> int:
    """How many letters tags count for: one with spaces as if it stood in quotes."""
    quoted = [len(tag) + 2 * (" " in tag) for tag in tags]
    return sum(quoted) + max(len(tags) - 1, 0)
