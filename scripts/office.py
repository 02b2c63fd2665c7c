"""A LibreOffice without windows, spoken to through a pipe of its own.

Needs soffice (libreoffice-writer) and python3-uno, so Debian's own python3.
"""

import subprocess
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PATIENCE = 300
"""Tenths of a second to wait for the office to start."""


def named(name: str, value) -> "PropertyValue":
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


class Office:
    """Runs until it is closed; its profile lies in the folder."""

    def __init__(self, folder: Path):
        pipe = f"quyetdinh-{folder.name}"
        self.process = subprocess.Popen(
            [
                "soffice",
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--norestore",
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local
        )
        for _ in range(PATIENCE):
            try:
                self.context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except NoConnectException:
                time.sleep(0.1)
        else:
            self.process.kill()
            raise RuntimeError("LibreOffice did not start")
        self.manager = self.context.ServiceManager

    def service(self, name: str):
        return self.manager.createInstanceWithContext(f"com.sun.star.{name}", self.context)

    def open(self, file: Path):
        """The document in a file, in a hidden window."""
        desktop = self.service("frame.Desktop")
        url = file.resolve().as_uri()
        document = desktop.loadComponentFromURL(url, "_blank", 0, (named("Hidden", True),))
        if document is None:
            raise RuntimeError(f"LibreOffice does not open {file}")
        return document

    def dispatch(self, document, command: str, *arguments) -> None:
        """What a menu or a key would do."""
        frame = document.CurrentController.Frame
        self.service("frame.DispatchHelper").executeDispatch(frame, f".uno:{command}", "", 0, arguments)

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)
