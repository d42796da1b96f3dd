"""A keyword that any program may read as one is found; the same letters in a name, a text or a comment are not."""

from __future__ import annotations

import pytest

from crosswalk.sparql.lexer import keywords

#: Signs that a name may have in SPARQL and that are no letters for Python, one of them a blank.
NAMES = [
    "l·",
    "l\u0301",
    "l\u203f",
    "l\u200c",
    "l、",
    "l\u0bbf",
    "l\u1680",
    "\u1680",
    "、",
    "\u2070a",
    "l.a",
    "l-",
    "\U00010000",
]
NAMED = [
    "ASK { SERVICE NAME:a { ?x ?y ?z } }",
    "ASK { SERVICE SILENT NAME:{ ?x ?y ?z } }",
    "ASK { SERVICENAME:a#two words\n{ ?x ?y ?z } }",
    "ASK { SERVICENAME:a\\(b\\) { ?x ?y ?z } }",
    "ASK { SERVICE ?NAME { ?x ?y ?z } }",
    "ASK { ?a ?b trueSERVICE?NAME{ ?x ?y ?z } }",
]
CALLS = [
    "ASK { SERVICE <x:y> {} }",
    "ask{service<x:y>{}}",
    "ASK { SERVICE ?x {} }",
    "ASK { SERVICE$x{} }",
    "ASK { SERVICE ex:a {} }",
    "ASK { SERVICE :a {} }",
    "ASK { SERVICE:a{} }",
    "ASK { SERVICEex:a{} }",
    "ASK { SERVICESILENT<x:y>{} }",
    "ASK { SERVICE # one\n# two\nSILENT # three\n ex:a # four\n {} }",
    "ASK { ſERVICE <x:y> {} }",  # the long s is an S in capitals
    "ASK { SERVıCE <x:y> {} }",
    "ASK { ?a ?b 1SERVICE<x:y>{} }",
    "ASK { ?a ?b 1.SERVICE<x:y>{} }",
    "ASK { ?a ?b trueSERVICE<x:y>{} }",
    "ASK { ?a ?b 'x'SERVICE<x:y>{} }",
    "ASK { ?a ?b 'x'@enSERVICE<x:y>{} }",
    "ASK { FILTER(true)SERVICE<x:y>{} }",
    "ASK { ?a ?b ex:a.SERVICE <x:y> {} }",
    "ASK { ?a ?b ex:it\\'s . SERVICE <x:y> {} # '\n}",
    "ASK { ?a ?b ex:a\\#SERVICE <x:y> {}\n}",
    "ASK { ?a ?b <it's> . SERVICE <x:y> {} # '\n}",
    'ASK { ?a ?b <it"s> . SERVICE <x:y> {} # "\n}',
    "ASK { FILTER(?c<2)SERVICE#>\nl:{ ?x ?y ?z } }",
    "ASK { FILTER(?c<?d) FILTER('>'<'SERVICE <x:y> {}') SERVICE <x:y> {} }",
    'ASK { VALUES ?x { """a" } SERVICE <x:y> {} #\\q """\n }',
    "ASK { VALUES ?x { '''a' } SERVICE <x:y> {} #\\q '''\n }",
    'ASK { ?a ?b """a\\""" , """ . SERVICE <x:y> {} }',
    *(text.replace("NAME", name) for name in NAMES for text in NAMED),
]
OTHERS = [
    ("SELECT * FROM <x:y> {}", ["FROM"]),
    ("SELECT *FROM<x:y>FROM NAMED<x:z>{}", ["FROM", "FROM"]),
    ("LOAD <x:y>", ["LOAD"]),
    ("insert data { <x:y> <x:y> 1 }", ["INSERT"]),
    ("DELETE { ?s ?p ?o } INSERT {} WHERE { ?s ?p ?o }", ["DELETE", "INSERT"]),
    ("DROP ALL; CLEAR ALL; CREATE GRAPH <x:y>", ["DROP", "CLEAR", "CREATE"]),
    ("COPY <x:a> TO <x:b>; MOVE <x:a> TO <x:b>; ADD <x:a> TO <x:b>", ["COPY", "MOVE", "ADD"]),
    ('DEFINE get:soft "replace" SELECT * {}', ["DEFINE"]),
]
NONE = [
    "ASK { ?service ?from ?load }",
    "ASK { ?my_service <x:y> {} }",
    "ASK { $aservice ?p 1 }",
    "ASK { ?a ex:service ?b }",
    "ASK { ?a ex:my-service ?b ; ex:my.service ?c ; ex:services ?d }",
    "ASK { service:x services:y ?b }",
    "ASK { ?a add:x ?b ; ex:from ?c ; ex:load <x:y> }",
    "ASK { _:service ?p 'x'@service }",
    "ASK { ?a <x:service> <https://example.org/service/y?from=service> }",
    "ASK { ?a ?b 'SERVICE <x:y> {}' }",
    'ASK { ?a ?b "SERVICE <x:y> {}" }',
    "ASK { ?a ?b '''\nSERVICE <x:y> {}\n''' }",
    'ASK { ?a ?b """say "copy from here" and SERVICE <x:y> {}""" }',
    "ASK { ?a ?b 'it\\'s SERVICE <x:y> {}' }",
    "# SERVICE <x:y> {}\nASK {} # INSERT DATA {}",
    "ASK { FILTER(?a < 3 && ?b = 'SERVICE <x:y> {}') }",
    "ASK { ?a ?b ex:service VALUES ?c { 1 } }",
    "ASK { ?a ?b '''a\\'''SERVICE <x:y> {} ''' }",
]


@pytest.mark.parametrize("text", CALLS)
def test_service_is_found_in_any_reading(text: str) -> None:
    assert "SERVICE" in keywords(text)


@pytest.mark.parametrize(("text", "found"), OTHERS)
def test_what_reads_or_changes_another_dataset_is_found(text: str, found: list[str]) -> None:
    assert keywords(text) == found


@pytest.mark.parametrize("text", NONE)
def test_the_same_letters_elsewhere_are_no_keyword(text: str) -> None:
    assert keywords(text) == []
