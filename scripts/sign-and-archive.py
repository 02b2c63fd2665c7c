#!/usr/bin/env python3
"""Does the archive take what a real signing program makes of its PDF, and nothing else?

usage: sign-and-archive.py PROGRAM DOSSIER.yaml

Issues the dossier with PROGRAM into an archive of its own, signs the PDF with pyHanko and MuPDF in many ways
(`Variants`: approval, certification, locks, PAdES from B to LTA, RSA, ECDSA, BER, stamps, new fields) and files
each result with `archive-signed`; pyHanko itself must hold each for good. Then `verify` must find all of them sound,
and each kind of change (`CHANGES`) must be refused before, between and after signatures, with a reason. Where
pyHanko would have taken one, that is told.

Needs what sign-and-verify.py needs. Exits with 1 if anything goes otherwise, with 2 if one is missing.
"""

import asyncio
import importlib.util
import io
import json
import logging
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest import mock

_spec = importlib.util.spec_from_file_location(
    "sign_and_verify", Path(__file__).with_name("sign-and-verify.py")
)
signing = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(signing)

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils import generic, layout, writer
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.validation import DocumentSecurityStore, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
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

    def takes(self, what: str, data: bytes, names: list[str], stamps=0):
        self.file.write_bytes(data)
        done = self.run("archive-signed", self.package, self.file)
        told = [line.split(",")[0][2:] for line in done.stdout.splitlines() if line[:2] == "- "]
        self.filed += 1
        new = f"da-ky-{self.filed}" in done.stdout
        apart = f"{stamps} dấu thời gian" in done.stdout or not stamps
        well = done.returncode == 0 and told == names + ["TSA"] * stamps and new and apart
        self.report(well, f"taken: {what}", done)

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


def changed(data: bytes, change) -> bytes:
    """The file with an increment in which something was changed."""
    update = IncrementalPdfFileWriter(io.BytesIO(data))
    change(update)
    return written(update)


def page_of(update, index: int):
    return update.find_page_for_modification(index)[0].get_object()


def annotate(update):
    page = page_of(update, 0)
    note = {"/Type": "/Annot", "/Subtype": "/FreeText"}
    note = {generic.pdf_name(key): generic.pdf_name(value) for key, value in note.items()}
    note[generic.pdf_name("/Contents")] = generic.pdf_string("x")
    page["/Annots"].append(update.add_object(generic.DictionaryObject(note)))
    update.update_container(page["/Annots"])


def add_text(update):
    line = generic.StreamObject(stream_data=b"0 0 200 200 re f")
    update.add_stream_to_page(0, update.add_object(line))


def replace_content(update):
    content = page_of(update, 1)["/Contents"]
    content._data, content._encoded_data = content.data[::-1], None
    update.update_container(content)


def swap_pages(update):
    kids = update.root["/Pages"]["/Kids"]
    kids[0], kids[1] = kids[1], kids[0]
    update.update_container(kids)


def swap_contents(update):
    one, other = page_of(update, 0), page_of(update, 1)
    key = generic.pdf_name("/Contents")
    one[key], other[key] = other.raw_get(key), one.raw_get(key)
    update.update_container(one)
    update.update_container(other)


def turn_page(update):
    page = page_of(update, 2)
    page[generic.pdf_name("/Rotate")] = generic.NumberObject(180)
    update.update_container(page)


def change_font(update):
    fonts = page_of(update, 0)["/Resources"]["/Font"]
    names = sorted(fonts)
    fonts[names[0]], fonts[names[1]] = fonts.raw_get(names[1]), fonts.raw_get(names[0])
    update.update_container(fonts)


def change_structure(update):
    element = update.root["/StructTreeRoot"]["/K"][0]
    element[generic.pdf_name("/Lang")] = generic.pdf_string("en")
    update.update_container(element)


def change_outline(update):
    entry = update.root["/Outlines"]["/First"]
    entry[generic.pdf_name("/Title")] = generic.pdf_string("x")
    update.update_container(entry)


def act_on_opening(update):
    action = generic.DictionaryObject({generic.pdf_name("/S"): generic.pdf_name("/JavaScript")})
    update.root[generic.pdf_name("/OpenAction")] = action
    update.update_root()


def attach(update):
    update.root[generic.pdf_name("/AF")] = generic.ArrayObject()
    update.update_root()


def rename(update):
    packet = update.root["/Metadata"]
    old, new = "Sơn La".encode(), "Sơn Ba".encode()
    packet._data, packet._encoded_data = packet.data.replace(old, new), None
    update.update_container(packet)


def draw_empty_field(update):
    field = next(iter(fields.enumerate_sig_fields(update)))[2].get_object()
    if field.get("/V"):
        field = list(fields.enumerate_sig_fields(update))[1][2].get_object()
    look = generic.StreamObject(stream_data=b"0 0 90 40 re f")
    for key, value in field["/AP"]["/N"].items():
        if key != "/Length":
            look[key] = value
    field["/AP"][generic.pdf_name("/N")] = update.add_object(look)
    update.update_container(field)


def change_store(update):
    store = generic.DictionaryObject({generic.pdf_name("/Hidden"): generic.NumberObject(1)})
    update.root[generic.pdf_name("/DSS")] = update.add_object(store)
    update.update_root()


def cover_text(update):
    place = fields.SigFieldSpec("Che", on_page=0, box=(85, 500, 400, 530), empty_field_appearance=True)
    fields.append_signature_field(update, place)


CHANGES = {
    "an annotation": annotate,
    "text": add_text,
    "a page's content": replace_content,
    "two pages' order": swap_pages,
    "two pages' contents": swap_contents,
    "a page's turn": turn_page,
    "two fonts": change_font,
    "an element of the structure": change_structure,
    "a bookmark": change_outline,
    "an action on opening": act_on_opening,
    "an attachment": attach,
    "the title in the metadata": rename,
    "what an empty field draws": draw_empty_field,
    "hidden data in the store": change_store,
    "a field over the text": cover_text,
}
"""Kinds of forgeries, each made before, between and after signatures."""


async def forgeries(unsigned: bytes, first, second):
    """Name and file; in each something is changed that signing must not change."""
    one, two = signing.FIELDS
    once = await sign(unsigned, one, first, keep=True)
    for name, change in CHANGES.items():
        yield f"{name}, before signing", await sign(changed(unsigned, change), one, first, keep=True)
        yield f"{name}, between two signatures", await sign(changed(once, change), two, second, keep=True)
        yield f"{name}, after signing", changed(once, change)
    closed = fields.MDPPerm.NO_CHANGES
    data = await sign(unsigned, one, first, certify=True, docmdp_permissions=closed)
    yield "a signature after one that closes the document", await sign_anyway(data, two, second)
    lock = fields.FieldMDPSpec(fields.FieldMDPAction.INCLUDE, fields=[two])
    place = fields.SigFieldSpec("Khóa", on_page=1, box=(10, 10, 80, 50), field_mdp_spec=lock)
    data = await sign(unsigned, "Khóa", first, spec=place)
    yield "a signature in a locked field", await sign_anyway(data, two, second)
    perms = fields.MDPPerm.FILL_FORMS
    data = await sign(unsigned, one, first, certify=True, docmdp_permissions=perms)
    place = fields.SigFieldSpec("Thêm", on_page=1, box=(10, 10, 80, 50))
    yield "a new visible field after certifying", await sign_anyway(data, "Thêm", second, spec=place)


async def sign_anyway(data: bytes, field: str, signer, **more) -> bytes:
    """Signs where pyHanko's own guard would not."""
    guards = "pyhanko.sign.signers.pdf_signer.PdfSigner._enforce_certification_constraints"
    with mock.patch(guards), mock.patch("pyhanko.sign.fields.FieldMDPSpec.is_locked", return_value=False):
        return await sign(data, field, signer, **more)


def time_stamping_authority() -> signers.SimpleSigner:
    return signing.throw_away_signer("TSA", purpose=ExtendedKeyUsageOID.TIME_STAMPING)


def as_ber(data: bytes) -> bytes:
    """The last signature in BER: its two outermost values with lengths left open."""
    start = data.rindex(b"/Contents <") + len(b"/Contents <")
    end = data.index(b">", start)
    der = bytes.fromhex(data[start:end].decode())
    assert der[0] == 0x30 and der[1] == 0x82, "a long sequence"
    length = int.from_bytes(der[2:4], "big") + 4
    inner = der[4:length]
    oid, rest = inner[: 2 + inner[1]], inner[2 + inner[1] :]
    assert rest[0] == 0xA0 and rest[1] == 0x82, "the signed data"
    ber = b"\x30\x80" + oid + b"\xa0\x80" + rest[4:] + bytes(4)
    ber = ber.ljust(len(der), b"\0")[: len(der)]
    return data[:start] + ber.hex().encode() + data[end:]


def verdict(data: bytes) -> str | None:
    """What pyHanko holds against a file; nothing if all signatures hold. Trust is not asked for."""
    try:
        reader = PdfFileReader(io.BytesIO(data))
        if not reader.embedded_regular_signatures:
            return "no signature"
        for signature in reader.embedded_signatures:
            signature.compute_integrity_info()
            difference = signature.diff_result
            if isinstance(difference, SuspiciousModification):
                return str(difference)
            if not signature.evaluate_signature_coverage() >= SignatureCoverageLevel.ENTIRE_REVISION:
                return "coverage"
            if signature.summarise_integrity_info()["docmdp_ok"] is False:
                return "docmdp"
        return None
    except Exception as error:  # a forged file may fail in any way
        return f"{type(error).__name__}: {error}"


def signed_by_mutool(data: bytes, field: str, signer) -> bytes | None:
    """Nothing if MuPDF's `mutool` is not installed."""
    if not shutil.which("mutool"):
        return None
    (number,) = [
        reference.reference.idnum
        for name, _, reference in fields.enumerate_sig_fields(PdfFileReader(io.BytesIO(data)))
        if name == field
    ]
    # MuPDF reads the old ciphers only
    ciphers = serialization.PrivateFormat.PKCS12.encryption_builder().kdf_rounds(1000)
    ciphers = ciphers.key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC)
    key = serialization.load_der_private_key(signer.signing_key.dump(), None)
    certificate = x509.load_der_x509_certificate(signer.signing_cert.dump())
    bundle = pkcs12.serialize_key_and_certificates(
        b"x", key, certificate, None, ciphers.hmac_hash(hashes.SHA1()).build(b"x")
    )
    with tempfile.TemporaryDirectory() as work:
        before, after, keys = (Path(work) / name for name in ("before.pdf", "after.pdf", "keys.p12"))
        before.write_bytes(data)
        keys.write_bytes(bundle)
        command = ["mutool", "sign", "-s", keys, "-P", "x", "-o", after, before, str(number)]
        subprocess.run(command, check=True, capture_output=True)
        return after.read_bytes()


class Variants:
    """What honest programs make of one file."""

    def __init__(self, unsigned: bytes):
        self.unsigned = unsigned
        self.holders = [signing.throw_away_signer(name) for name in NAMES]
        authority = time_stamping_authority()
        self.stamper = DummyTimeStamper(authority.signing_cert, authority.signing_key)
        roots = [holder.signing_cert for holder in [*self.holders, authority]]
        self.context = ValidationContext(trust_roots=roots, allow_fetching=False)

    async def all(self):
        """Name, file, signers, number of document time stamps."""
        first, second, third = self.holders
        one, two = signing.FIELDS
        pades, unsigned = fields.SigSeedSubFilter.PADES, self.unsigned
        style = TextStampStyle(stamp_text="Số: 1\n%(signer)s\n%(ts)s", background=PICTURE)
        for level in (1, 2, 3):
            perms = fields.MDPPerm(level)
            data = await sign(unsigned, one, first, certify=True, docmdp_permissions=perms)
            yield f"certified, P={level}", data, NAMES[:1], 0
            if level > 1:
                data = await sign(data, two, second)
                yield f"certified, P={level}, then approved", data, NAMES[:2], 0
        lock = fields.FieldMDPSpec(fields.FieldMDPAction.INCLUDE, fields=["Văn thư"])
        spec = fields.SigFieldSpec("Khóa", on_page=1, box=(10, 10, 80, 50), field_mdp_spec=lock)
        data = await sign(unsigned, "Khóa", third, spec=spec)
        data = await sign(data, one, first)
        yield "a field that locks others", data, [NAMES[2], NAMES[0]], 0
        curve = signing.throw_away_signer(NAMES[0], ec.generate_private_key(ec.SECP256R1()))
        data = await sign(unsigned, one, curve)
        yield "ECDSA", data, NAMES[:1], 0
        yield "BER", as_ber(await sign(unsigned, one, first)), NAMES[:1], 0
        data = signed_by_mutool(unsigned, one, first)
        if data:
            yield "mutool sign", data, NAMES[:1], 0
        else:
            print("mutool is not installed")
        update = IncrementalPdfFileWriter(io.BytesIO(unsigned))
        for name, box in (("Văn thư", (10, 780, 80, 830)), ("Ký nháy", (10, 10, 80, 50))):
            place = fields.SigFieldSpec(name, on_page=0, box=box, empty_field_appearance=True)
            fields.append_signature_field(update, place)
        prepared = written(update)
        data = await sign(await sign(prepared, "Văn thư", third, style=style), one, first, style=style)
        yield "new fields before signing", data, [NAMES[2], NAMES[0]], 0
        place = fields.SigFieldSpec("Số và ngày", on_page=0, box=(115, 728, 230, 752), combine_annotation=False)
        data = await sign(await sign(unsigned, one, first), "Số và ngày", third, style=style, spec=place)
        yield "a stamp over the number", data, [NAMES[0], NAMES[2]], 0
        place = fields.SigFieldSpec("a.b", on_page=6, box=None)
        data = await sign(unsigned, "a.b", third, spec=place)
        yield "an invisible field below another", data, [NAMES[2]], 0
        lasting = {"subfilter": pades, "timestamper": self.stamper, "validation_context": self.context}
        data = await sign(unsigned, one, first, subfilter=pades)
        yield "PAdES B", data, NAMES[:1], 0
        data = await sign(unsigned, one, first, subfilter=pades, timestamper=self.stamper)
        yield "PAdES T", data, NAMES[:1], 0
        data = await sign(unsigned, one, first, embed_validation_info=True, **lasting)
        yield "PAdES LT", data, NAMES[:1], 0
        data = await sign(unsigned, one, first, embed_validation_info=True, use_pades_lta=True, **lasting)
        yield "PAdES LTA", data, NAMES[:1], 1
        update = IncrementalPdfFileWriter(io.BytesIO(data))
        reader = PdfFileReader(io.BytesIO(data))
        out = await signers.PdfTimeStamper(self.stamper).async_update_archival_timestamp_chain(
            reader, self.context
        )
        yield "PAdES LTA, updated", out.getvalue(), NAMES[:1], 2
        data = await sign(out.getvalue(), two, second, embed_validation_info=True, use_pades_lta=True, **lasting)
        yield "PAdES LTA, then signed and stamped", data, NAMES[:2], 3


async def judged(archive, what: str, data: bytes, *words: str):
    """Refuses, and tells where pyHanko would have taken it."""
    archive.refuses(what, data, *words)
    if await asyncio.to_thread(verdict, data) is None:
        print(f"       (pyHanko takes: {what})")


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
    place = fields.SigFieldSpec("Văn thư", on_page=0, box=(10, 780, 80, 830))
    style = TextStampStyle(stamp_text="Số: 1\n%(signer)s\n%(ts)s", background=PICTURE)
    data = await sign(data, "Văn thư", third, style=style, spec=place)
    archive.takes("a new visible field with picture and text", data, NAMES)

    async for name, variant, names, stamps in Variants(unsigned).all():
        held = await asyncio.to_thread(verdict, variant)
        if held:
            archive.failed = True
            print(f"FAIL   pyHanko refuses {name}: {held}")
        archive.takes(name, variant, names, stamps)
        last = names
    archive.is_sound(last)

    async for name, forged in forgeries(unsigned, first, second):
        await judged(archive, name, forged, "LT046")
    place = data.rindex(b"/Adobe.PPKLite")
    flipped = data[:place] + b"/adobe" + data[place + 6 :]
    archive.refuses("a changed byte", flipped, "LT045", "Văn thư")
    archive.refuses("a file cut off", data[:-300], "LT043")
    anew = written(writer.copy_into_new_writer(PdfFileReader(io.BytesIO(unsigned))))
    anew = await sign(anew, signing.FIELDS[0], first)
    archive.refuses("a file saved anew before signing", anew, "LT041", "lưu lại hoặc in lại")
    archive.is_sound(last)
    return int(archive.failed)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as work:
        program = Path(sys.argv[1]).resolve()
        sys.exit(asyncio.run(main(program, Path(sys.argv[2]).resolve(), Path(work))))
