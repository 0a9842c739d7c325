"""Checks an archive of documents with Spark, and reports which parts are missing in which documents.

    spark-submit check_archive.py check   DOCUMENTS FINDINGS [--zhangfa PROGRAM] [--seconds N]
    spark-submit check_archive.py report  DOCUMENTS FINDINGS

DOCUMENTS is Parquet with the columns `id` and `text`; the columns `profile`, `office` and `year` are optional.
FINDINGS, also Parquet, gets a row for each document, with `error` if it could not be checked, and a row for each
finding.

Each task of Spark runs one zhangfa for all its documents. If zhangfa ends, or gives no answer for N seconds, the
document is tried once more with a new zhangfa, and then gets an error. If a worker is killed, Spark repeats its task.
"""

import argparse
import json
import select
import subprocess

COLUMNS = [
    ("id", "string"), ("kind", "string"), ("rule", "string"), ("severity", "string"), ("message", "string"),
    ("line", "int"), ("column", "int"), ("quotation", "string"), ("error", "string"),
]


class Checker:
    """Runs one zhangfa, and a new one if it has ended."""

    def __init__(self, program, seconds):
        self.command = [program, "check", "--no-config", "--stdin-format", "jsonl", "--format", "jsonl-documents"]
        self.seconds = seconds
        self.process = None

    def check(self, document):
        """Returns the answer to a document, with the id of the document."""
        line = json.dumps(document).encode() + b"\n"
        for _ in range(2):
            answer = self.ask(line)
            if answer is not None:
                return json.loads(answer)
        return {"id": document["id"], "error": "zhangfa ended or said nothing, twice"}

    def ask(self, line):
        """Returns the answer to a line; None if zhangfa has ended or does not answer in time."""
        if self.process is None:
            self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        answer = b""
        try:
            self.process.stdin.write(line)
            while not answer.endswith(b"\n"):
                if not select.select([self.process.stdout], [], [], self.seconds)[0]:
                    return self.end()
                piece = self.process.stdout.read(1 << 20)
                if not piece:
                    return self.end()
                answer += piece
        except BrokenPipeError:
            return self.end()
        return answer

    def end(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


def rows(answer):
    """Yields the rows for an answer: one for the document, with its kind or its error, and one for each finding."""
    empty = dict.fromkeys(name for name, _ in COLUMNS)
    yield empty | {"id": str(answer["id"]), "kind": answer.get("profile"), "error": answer.get("error")}
    for finding in answer.get("diagnostics", []):
        start = finding["range"]["start"]
        yield empty | {
            "id": str(answer["id"]), "kind": answer["profile"], "rule": finding["rule"], "severity": finding["severity"],
            "message": finding["message"], "line": start["line"], "column": start["column"], "quotation": finding["text"]}


def check(session, arguments):
    documents = session.read.parquet(arguments.documents)
    wanted = [name for name in ("id", "text", "profile") if name in documents.columns]
    program, seconds = arguments.zhangfa, arguments.seconds

    def task(batches):
        import pyarrow

        types = {"string": pyarrow.string(), "int": pyarrow.int32()}
        schema = pyarrow.schema([(name, types[kind]) for name, kind in COLUMNS])
        checker = Checker(program, seconds)
        try:
            for batch in batches:
                found = []
                for document in batch.to_pylist():
                    found += rows(checker.check({name: value for name, value in document.items() if value is not None}))
                yield pyarrow.RecordBatch.from_pylist(found, schema=schema)
        finally:
            checker.end()

    schema = ", ".join(f"`{name}` {kind}" for name, kind in COLUMNS)
    documents.select(*wanted).mapInArrow(task, schema).write.mode("overwrite").parquet(arguments.findings)


def report(session, arguments):
    session.read.parquet(arguments.findings).createOrReplaceTempView("findings")
    documents = session.read.parquet(arguments.documents)
    groups = [name for name in ("office", "year") if name in documents.columns]
    documents.select("id", *groups).createOrReplaceTempView("documents")
    by = ", ".join(groups) or "'all' AS archive"
    group = f"GROUP BY {', '.join(groups)} ORDER BY {', '.join(groups)}" if groups else ""
    print("Documents, those that could not be checked, placeholders left, and documents that lack a part")
    session.sql(f"""
        SELECT {by}, count(DISTINCT id) AS documents, count(error) AS unchecked,
          count_if(rule LIKE 'placeholder/%') AS placeholders,
          count(DISTINCT CASE WHEN rule = 'parts/missing' THEN id END) AS lacking
        FROM documents LEFT JOIN findings USING (id) {group}
        """).show(1000, truncate=False)
    print("Which parts are missing where")
    session.sql(f"""
        SELECT {by}, kind, message, count(DISTINCT id) AS documents
        FROM findings JOIN documents USING (id) WHERE rule = 'parts/missing'
        GROUP BY {', '.join(groups + ['kind', 'message'])} ORDER BY {', '.join(groups + ['documents DESC', 'message'])}
        """).show(1000, truncate=False)


def main():
    from pyspark.sql import SparkSession

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["check", "report"])
    parser.add_argument("documents")
    parser.add_argument("findings")
    parser.add_argument("--zhangfa", default="zhangfa")
    parser.add_argument("--seconds", type=float, default=60)
    arguments = parser.parse_args()
    session = SparkSession.builder.appName("zhangfa").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    {"check": check, "report": report}[arguments.command](session, arguments)


if __name__ == "__main__":
    main()
