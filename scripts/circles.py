#!/usr/bin/env python3
"""Circles among the files of a module: files that import each other, perhaps by way of others.

usage: scripts/circles.py [FOLDER]   (default: src)

A file imports what its `use` lines name, as far as that is a file below FOLDER. A module's own file and those below it are
one in this: the first declares the others, and they share its types. Tests inside of a file do not count.
"""
import re
import sys
from pathlib import Path

root = Path(sys.argv[1] if len(sys.argv) > 1 else "src")


def module(path):
    """`src/cli/view/site.rs` as ("cli", "view", "site")."""
    parts = path.relative_to(root).with_suffix("").parts
    return parts[:-1] if parts[-1] in ("mod", "lib", "main") else parts


files = {module(path): path for path in root.rglob("*.rs")}


def paths(tree, before=()):
    """The paths that a use tree names: `a::{b, c::d}` as ("a", "b") and ("a", "c", "d")."""
    depth, part, parts = 0, "", []
    for letter in tree:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append(part)
            part = ""
        else:
            part += letter
    for part in (*parts, part):
        part = part.strip()
        head, brace, rest = part.partition("{")
        names = tuple(name.split(" as ")[0].strip() for name in head.split("::") if name.strip())
        if brace:
            yield from paths(rest.rsplit("}", 1)[0], before + names)
        elif names:
            yield before + names


def target(path, of):
    """The file that a path leads to from a file of that module; None outside of the program."""
    if path[0] == "crate":
        at = path[1:]
    elif path[0] in ("super", "self"):
        at, rest = of, list(path)
        while rest and rest[0] in ("super", "self"):
            at = at[:-1] if rest.pop(0) == "super" else at
        at = at + tuple(rest)
    else:
        at = of + tuple(path)
        if at[: len(of) + 1] not in files:
            return None
    found = [at[:length] for length in range(len(at), 0, -1) if at[:length] in files]
    return found[0] if found else None


def imports(name, path):
    text = path.read_text(encoding="utf-8").split("#[cfg(test)]\nmod tests")[0]
    for use in re.findall(r"^(?:pub(?:\([^)]*\))? )?use ([^;]+);", text, re.M):
        for named in paths(" ".join(use.split())):
            found = target(named, name)
            # one above the other: they are one
            above = found is None or found == name[: len(found)] or name == found[: len(name)]
            if not above:
                yield found


graph = {name: set(imports(name, path)) for name, path in files.items()}


def circles():
    """Strongly connected files (Tarjan), each with more than one."""
    index, low, stack, on, found = {}, {}, [], set(), []

    def visit(name):
        index[name] = low[name] = len(index)
        stack.append(name)
        on.add(name)
        for other in sorted(graph[name]):
            if other not in index:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in on:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            circle = []
            while True:
                last = stack.pop()
                on.discard(last)
                circle.append(last)
                if last == name:
                    break
            if len(circle) > 1:
                found.append(sorted(circle))

    sys.setrecursionlimit(10_000)
    for name in sorted(graph):
        if name not in index:
            visit(name)
    return found


def inside(circle):
    """Whether its files lie in one module: phases that know each other are another matter."""
    return len({name[0] for name in circle}) == 1


bad = [circle for circle in circles() if inside(circle)]
for circle in bad:
    print("circle:", ", ".join(str(files[name]) for name in circle))
    for name in circle:
        for other in sorted(graph[name] & set(circle)):
            print(f"  {files[name]} imports {files[other]}")
print(f"{len(files)} files, {len(bad)} circles")
sys.exit(1 if bad else 0)
