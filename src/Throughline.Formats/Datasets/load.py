"""Loads the tables of this folder. Only Python 3 is needed; with pandas, frames() gives data frames.

    from load import tables, texts, words
    data = tables()
    for segment in data["segments"]:
        print(segment["code"], words(segment))

Run by itself it checks that every segment stands where its positions say.
"""
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent


def tables():
    """Every table as a list of rows, each a dict; numbers are numbers, what is missing is None."""
    found = {}
    for path in sorted((HERE / "json").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            found[path.stem] = [json.loads(line) for line in lines]
    return found


def frames():
    """Every table as a pandas data frame."""
    import pandas
    return {name: pandas.DataFrame(rows) for name, rows in tables().items()}


def texts():
    """The words of each source, by its id."""
    found = {}
    for source in tables()["sources"]:
        if source["file"]:
            # Without translating line ends: positions count what stands in the file.
            with (HERE / source["file"]).open(encoding="utf-8", newline="") as file:
                found[source["source_id"]] = file.read()
    return found


def words(segment, all_texts={}):
    """The words of a segment, cut out of its source by its positions."""
    if not all_texts:
        all_texts.update(texts())
    return all_texts.get(segment["source_id"], "")[segment["start"]:segment["end"]]


if __name__ == "__main__":
    data = tables()
    for name, rows in data.items():
        print(f"{name}: {len(rows)}")
    wrong = [s["segment_id"] for s in data["segments"] if words(s) != s["text"]]
    print(f"checked {len(data['segments'])} segments, {len(wrong)} elsewhere")
    sys.exit(1 if wrong else 0)
