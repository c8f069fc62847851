"""Files that are zips, with one member changed."""

import io
import zipfile


def changed(data, member, change):
    """The file with one member of its zip changed; None for one that is dropped."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == member:
                content = change(content)
            if content is not None:
                new.writestr(name, content)
    return stream.getvalue()
