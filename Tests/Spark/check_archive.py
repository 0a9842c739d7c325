"""Checks an archive of documents with Spark, and says what is missing where.

    spark-submit check_archive.py check   DOCUMENTS FINDINGS [--zhangfa PROGRAM] [--seconds N]
    spark-submit check_archive.py report  DOCUMENTS FINDINGS

DOCUMENTS is Parquet with the columns `id` and `text`, and where they are known `profile`, `office` and `year`. FINDINGS, Parquet
too, gets a row for each finding, and one with `error` for each document that could not be checked: none is lost.

Each task of Spark has one zhangfa for all its documents. A document that ends zhangfa, or on which it says nothing for N seconds, is
tried once more in a new one, and then answered with an error. A task whose worker was killed is done anew by Spark.
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
    """One zhangfa, and a new one where that has gone."""

    def __init__(self, program, seconds):
        self.command = [program, "check", "--no-config", "--stdin-format", "jsonl", "--format", "jsonl-documents"]
        self.seconds = seconds
        self.process = None

    def check(self, document):
        """The answer to a document, which names it by its id."""
        line = json.dumps(document).encode() + b"\n"
        for _ in range(2):
            answer = self.ask(line)
            if answer is not None:
                return json.loads(answer)
        return {"id": document["id"], "error": "zhangfa ended or said nothing, twice"}

    def ask(self, line):
        """The answer to a line; nothing where zhangfa has ended or says nothing."""
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
    """What is written of an answer: a row for the document, with its kind or what is wrong, and one for each finding."""
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
