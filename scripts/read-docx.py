#!/usr/bin/env python3
"""Opens a DOCX with python-docx, reads all of it and prints what is there; fails if it cannot."""

import sys

import docx

document = docx.Document(sys.argv[1])
properties = document.core_properties
for name in ("title", "author", "language", "created"):
    if not getattr(properties, name):
        sys.exit(f"no {name} in the properties")
if properties.language != "vi-VN":
    sys.exit(f"language is {properties.language}")
letters = sum(len(paragraph.text) for paragraph in document.paragraphs)
cells = 0
for table in document.tables:
    for row in table.rows:
        for cell in row.cells:
            cells += 1
            letters += len(cell.text)
for section in document.sections:
    if not section.different_first_page_header_footer:
        sys.exit("the first page's header is not its own")
    if abs(section.page_width.mm - 210) > 0.1 or abs(section.page_height.mm - 297) > 0.1:
        sys.exit("the page is not A4")
if not letters:
    sys.exit("no text")
print(f"{len(document.sections)} sections, {len(document.tables)} tables, {cells} cells, {letters} letters")
