package yamldoc

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Each message of the library that we have words for, with a file that provokes it.
var refused = map[string]string{
	"mapping values are not allowed in this context":         "ä: åäö«:» ö\n",
	"block sequence entries are not allowed in this context": "ä: «-» ö\n",
	"mapping keys are not allowed in this context":           "ä: «?» ö\n",
	"could not find expected ':'":                            "ä: 1\n«åäö»\nö: 1\n",
	"did not find expected key":                              "ä: \"ö\" «å»\n",
	"did not find expected '-' indicator":                    "- ä\n«å:» ö\n",
	"did not find expected ',' or ']'":                       "ä: «[å»\nö: 1\n",
	"did not find expected ',' or '}'":                       "ä: «{å:» 1\nö: 1\n",
	"found unexpected end of stream":                         "ä: «'åäö»\nö: 1\n",
	"found character that cannot start any token":            "ä: «@åäö» å\n",
	"found unknown escape character":                         "ä: \"å«\\å»äö\"\n",
	"did not find expected hexadecimal number":               "ä: \"å«\\x4»\"\n",
	"found invalid Unicode character escape code":            "ä: \"å«\\ud800»\"\n",
	"did not find expected comment or line break":            "ä: | «åäö»\n",
	"found an indentation indicator equal to 0":              "ä: |«0»\n  å\n",
	"found a comment without preceding whitespace":           "ä: |«#å»\n  ö\n",
	"did not find expected node content":                     "ä: [«,»]\n",
	"did not find expected <document start>":                 "{å: 1}\n«åäö»\n",
}

func TestTheLibrarysRefusalsAreExplainedAtTheirPlace(t *testing.T) {
	for message, marked := range refused {
		t.Run(message, func(t *testing.T) {
			text, ranges := unmark(marked)
			_, bad := load([]byte(text))
			if bad == nil || bad.message != message {
				t.Fatalf("the library says %+v", bad)
			}
			src := diag.NewSource("å.yaml", []byte(text))
			doc, list := Parse(src)
			if diff := cmp.Diff([]place{{"S301", ranges[0]}}, places(list)); diff != "" || doc != nil {
				t.Fatalf("document %v (-want +got):\n%s%v", doc, diff, show(list))
			}
			if got, want := list[0].Message, explanations[message].message; got.In(lang.SV) != want.In(lang.SV) {
				t.Errorf("message %q, want %q", got.In(lang.SV), want.In(lang.SV))
			}
			wellFormed(t, src, list)
		})
	}
	for message := range explanations {
		if _, tried := refused[message]; !tried {
			t.Errorf("no file provokes %q", message)
		}
	}
}

// No such text reaches the library, but should it ever see a second document where the
// look at the lines saw none, the file is refused and not half read.
func TestASecondDocumentThatTheLibrarySeesIsRefused(t *testing.T) {
	for _, text := range []string{"å: 1\n---\nä: 2\n", "å: 1\n---\nä: [\n", "å: 1\n...\nä: 2\n"} {
		tree, bad := load([]byte(text))
		if tree != nil || bad == nil || !bad.second {
			t.Fatalf("%q: tree %v, fault %+v", text, tree, bad)
		}
		f := newFindings(diag.NewSource("å.yaml", []byte(text)))
		explain(f, bad)
		if list := f.list(); len(list) != 1 {
			t.Errorf("%q: %v", text, show(list))
		}
	}
}

func TestAnUnknownRefusalQuotesTheLibrary(t *testing.T) {
	src := diag.NewSource("å.yaml", []byte("å: ö\nä: 1\n"))
	f := newFindings(src)
	explain(f, &fault{message: "some new words", line: 2, column: 1})
	list := f.list()
	want := []place{{"S301", at(2, 1, 2, 3)}}
	if diff := cmp.Diff(want, places(list)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := list[0].Message.In(lang.EN); got != `the file cannot be read as YAML ("some new words")` {
		t.Errorf("message %q", got)
	}
	wellFormed(t, src, list)
}

func TestUnsolvedConflictIsOneFinding(t *testing.T) {
	text := "dokument: leveransplan/v1\n<<<<<<< HEAD\nvolym: 3\n=======\nvolym: 4\n>>>>>>> gren\n"
	doc, list := Parse(diag.NewSource("x.yaml", []byte(text)))
	if doc != nil || len(list) != 1 || list[0].Rule != ruleSyntax || list[0].Range.Start.Line != 2 {
		t.Errorf("got %v", list)
	}
}
