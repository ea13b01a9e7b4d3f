"""Whether a folder lies in one that a sync tool carries to other machines, as far as its name or its marks tell."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from pathlib import Path

_BY_NAME = {
    "Dropbox*": "Dropbox",
    "OneDrive*": "OneDrive",
    "Nextcloud*": "Nextcloud",
    "ownCloud*": "ownCloud",
    "Google Drive*": "Google Drive",
    "GoogleDrive*": "Google Drive",
    "Mobile Documents": "iCloud",
    "iCloud Drive*": "iCloud",
    "Syncthing": "Syncthing",
    "Seafile": "Seafile",
    "pCloudDrive": "pCloud",
}
_BY_MARK = {
    ".stfolder": "Syncthing",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
}


def sync_tool_over(folder: Path) -> str | None:
    """The name of the sync tool in whose folder `folder` lies (links followed), or None where none is known."""
    place = Path(os.path.realpath(folder))
    for above in (place, *place.parents):
        for pattern, tool in _BY_NAME.items():
            if fnmatchcase(above.name, pattern):
                return tool
        for mark, tool in _BY_MARK.items():
            if os.path.lexists(above / mark):
                return tool
    return None
