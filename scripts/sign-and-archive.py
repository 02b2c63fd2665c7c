#!/usr/bin/env python3
"""Does the archive take what a real signing program makes of its PDF, and nothing else?

usage: sign-and-archive.py PROGRAM DOSSIER.yaml

Issues the dossier with PROGRAM into an archive of its own, signs the PDF with pyHanko in several ways
and files each result with `archive-signed`:
 - both prepared fields, metadata left alone;
 - both prepared fields, pyHanko's own way: Info and XMP rewritten, a text stamp;
 - then a new visible field on page 1, stamped with a picture and text, as registry clerks do;
 - a PAdES signature with time stamp, then validation data, then a document time stamp.
Then `verify` must find all of them sound, and these must be refused, with a reason: an annotation or
a line of text added after signing, a changed byte, a file saved anew.

Needs what sign-and-verify.py needs. Exits with 1 if anything goes otherwise, with 2 if one is missing.
"""

import asyncio
import importlib.util
import io
import json
import logging
import subprocess
import sys
import tempfile
from pathlib import Path

_spec = importlib.util.spec_from_file_location(
    "sign_and_verify", Path(__file__).with_name("sign-and-verify.py")
)
signing = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(signing)

from pyhanko.pdf_utils import generic, layout, writer
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko.stamp import TextStampStyle

NAMES = ["Lò Văn A", "Ủy ban nhân dân tỉnh", "Văn thư"]
PICTURE = RawContent(
    b"q 60 0 0 60 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x20\xa0\xa0\x20 EI Q",
    box=layout.BoxConstraints(60, 60),
)
"""A seal of four pixels."""


class Archive:
    """The program and an archive with one package."""

    def __init__(self, program: Path, dossier: Path, folder: Path):
        self.program, self.root, self.file = program, folder / "kho", folder / "da-ky.pdf"
        done = self.run("issue", dossier, "--so", "1", "--ngay", "2021-12-24", "--out", self.root)
        assert done.returncode == 0, done.stderr
        (self.package,) = [entry for entry in self.root.iterdir() if entry.is_dir()]
        self.unsigned = (self.package / f"{self.package.name}.pdf").read_bytes()
        self.filed = 0
        self.failed = False

    def run(self, *arguments) -> subprocess.CompletedProcess:
        command = [self.program, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def report(self, well: bool, what: str, done: subprocess.CompletedProcess):
        print(f"{'ok' if well else 'FAIL':6} {what}")
        if not well:
            self.failed = True
            print(done.stdout, done.stderr)

    def takes(self, what: str, data: bytes, names: list[str]):
        self.file.write_bytes(data)
        done = self.run("archive-signed", self.package, self.file)
        told = [line.split(",")[0][2:] for line in done.stdout.splitlines() if line[:2] == "- "]
        self.filed += 1
        new = f"da-ky-{self.filed}" in done.stdout
        self.report(done.returncode == 0 and told == names and new, f"taken: {what}", done)

    def refuses(self, what: str, data: bytes, *words: str):
        self.file.write_bytes(data)
        done = self.run("archive-signed", self.package, self.file)
        said = all(word in done.stderr for word in words)
        self.report(done.returncode == 1 and said, f"refused: {what}", done)

    def is_sound(self, signers_of_last: list[str]):
        done = self.run("verify", self.root)
        well = done.returncode == 0 and f"{self.filed} bản ký số" in done.stdout
        self.report(well, f"sound: {self.filed} signed versions", done)
        done = self.run("list", self.root, "--json")
        (listed,) = json.loads(done.stdout)
        well = listed["signed"] == self.filed and listed["signers"] == signers_of_last
        self.report(well, "listed with their signers", done)


async def sign(data: bytes, field: str, signer, keep=False, style=None, spec=None, **metadata):
    """Signs with pyHanko; without `keep` it rewrites the metadata, as it does by itself."""
    kind = signing.KeepsMetadata if keep else IncrementalPdfFileWriter
    stamper = metadata.pop("timestamper", None)
    metadata = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256", **metadata)
    pdf_signer = signers.PdfSigner(
        metadata,
        signer,
        timestamper=stamper,
        stamp_style=style or signing.NoOpStampStyle(),
        new_field_spec=spec,
    )
    return (await pdf_signer.async_sign_pdf(kind(io.BytesIO(data)))).getvalue()


def with_validation_data(data: bytes, certificate) -> bytes:
    update = IncrementalPdfFileWriter(io.BytesIO(data))
    store = DocumentSecurityStore(writer=update)
    store.register_vri(None, certs=[certificate])
    update.root["/DSS"] = update.add_object(store.as_pdf_object())
    update.update_root()
    return written(update)


def written(update) -> bytes:
    out = io.BytesIO()
    update.write(out)
    return out.getvalue()


def with_annotation(data: bytes) -> bytes:
    update = IncrementalPdfFileWriter(io.BytesIO(data))
    page, _ = update.find_page_for_modification(0)
    page = page.get_object()
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Contents"): generic.pdf_string("x"),
        }
    )
    page["/Annots"].append(update.add_object(note))
    update.update_container(page["/Annots"])
    return written(update)


def with_text(data: bytes) -> bytes:
    update = IncrementalPdfFileWriter(io.BytesIO(data))
    line = generic.StreamObject(stream_data=b"0 0 200 200 re f")
    update.add_stream_to_page(0, update.add_object(line))
    return written(update)


async def main(program: Path, dossier: Path, folder: Path) -> int:
    archive = Archive(program, dossier, folder)
    unsigned = archive.unsigned
    first, second, third = [signing.throw_away_signer(name) for name in NAMES]

    data = unsigned
    for count, (field, signer) in enumerate(zip(signing.FIELDS, (first, second)), 1):
        data = await sign(data, field, signer, keep=True)
        archive.takes(f"signed {count} times, metadata kept", data, NAMES[:count])

    data, style = unsigned, TextStampStyle()
    for count, (field, signer) in enumerate(zip(signing.FIELDS, (first, second)), 1):
        data = await sign(data, field, signer, style=style)
        archive.takes(f"signed {count} times, metadata rewritten, stamped", data, NAMES[:count])
    place = fields.SigFieldSpec("Văn thư", on_page=0, box=(60, 600, 260, 680))
    style = TextStampStyle(stamp_text="Số: 1\n%(signer)s\n%(ts)s", background=PICTURE)
    data = await sign(data, "Văn thư", third, style=style, spec=place)
    archive.takes("a new visible field with picture and text", data, NAMES)

    authority = signing.throw_away_signer("TSA")
    stamper = DummyTimeStamper(authority.signing_cert, authority.signing_key)
    pades = fields.SigSeedSubFilter.PADES
    stamped = await sign(
        unsigned, signing.FIELDS[0], first, keep=True, subfilter=pades, timestamper=stamper
    )
    archive.takes("PAdES with a time stamp", stamped, NAMES[:1])
    stamped = with_validation_data(stamped, first.signing_cert)
    archive.takes("validation data added", stamped, NAMES[:1])
    update = IncrementalPdfFileWriter(io.BytesIO(stamped))
    stamped = await signers.PdfTimeStamper(stamper).async_timestamp_pdf(update, "sha256", None)
    archive.takes("a document time stamp added", stamped.getvalue(), [*NAMES[:1], "TSA"])
    archive.is_sound([*NAMES[:1], "TSA"])

    note = "chú thích loại FreeText vào trang 1"
    archive.refuses("an annotation added after signing", with_annotation(data), "LT046", note)
    covered = await sign(with_annotation(unsigned), signing.FIELDS[0], first)
    archive.refuses("an annotation added before signing", covered, "LT046", note)
    archive.refuses("text added after signing", with_text(data), "LT046", "nội dung trang 1")
    place = data.rindex(b"/Adobe.PPKLite")
    flipped = data[:place] + b"/adobe" + data[place + 6 :]
    archive.refuses("a changed byte", flipped, "LT045", "Văn thư")
    archive.refuses("a file cut off", data[:-300], "LT043")
    anew = written(writer.copy_into_new_writer(PdfFileReader(io.BytesIO(unsigned))))
    anew = await sign(anew, signing.FIELDS[0], first)
    archive.refuses("a file saved anew before signing", anew, "LT041", "lưu lại hoặc in lại")
    archive.is_sound([*NAMES[:1], "TSA"])
    return int(archive.failed)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as work:
        program = Path(sys.argv[1]).resolve()
        sys.exit(asyncio.run(main(program, Path(sys.argv[2]).resolve(), Path(work))))
