#!/usr/bin/env python3
"""Opens a DOCX with python-docx, reads all of it and prints what is there; fails if it cannot."""

import sys

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

A4 = (210, 297)
"""Width and height of an upright page in millimetres."""

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
for number, section in enumerate(document.sections):
    # a section of the document numbers its pages from 1, and shows no number on the first; pages turned
    # in it, and those after them, go on with both
    numbering = section._sectPr.find(qn("w:pgNumType"))
    start = None if numbering is None else numbering.get(qn("w:start"))
    if start not in (None, "1") or (number == 0 and start is None):
        sys.exit(f"section {number + 1} starts its page numbers with {start}")
    if section.different_first_page_header_footer != (start == "1"):
        sys.exit("the first page's header is its own where pages go on, or is not where they start")
    turned = section.orientation == WD_ORIENT.LANDSCAPE
    size = (section.page_width.mm, section.page_height.mm)
    if any(abs(one - other) > 0.1 for one, other in zip(size, A4[::-1] if turned else A4)):
        sys.exit("the page is not A4")
if not letters:
    sys.exit("no text")
print(f"{len(document.sections)} sections, {len(document.tables)} tables, {cells} cells, {letters} letters")
