"""How big a file and what is in it may be: bounds of the machine, not of law; each says what it guards."""

MEGABYTE = 1024 * 1024

#: Upload. A county line must manage it, and a scanned notice of 40 pages fits.
MOST_BYTES = 20 * MEGABYTE

#: Archives (docx, xlsx are zip files). Real office files stay below 1,000 parts; sheets of figures pack about 40 : 1.
MOST_ENTRIES = 3_000
MOST_UNPACKED = 150 * MEGABYTE
MOST_UNPACKED_PART = 50 * MEGABYTE
MOST_RATIO = 250
RATIO_COUNTS_FROM = MEGABYTE
MOST_NESTING = 2  # a workbook behind a chart, and what lies in it

#: What one examination can read through while a person waits (the gate reads about 30,000 characters a second).
MOST_CHARACTERS = 1_000_000
MOST_CELLS = 300_000
MOST_PAGES = 600
#: Below this many letters a page counts as a picture of text, when it shows a picture.
FEWEST_LETTERS_ON_A_PAGE = 12

#: Pictures. 50 million pixels is a good phone's camera; decoded it is 150 MB.
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 20_000
PHONE_WIDTHS = (480, 960, 1600)

#: Conversion of old office files by LibreOffice.
CONVERSION_SECONDS = 90
