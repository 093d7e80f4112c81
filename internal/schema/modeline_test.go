package schema

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

func TestModelineLeadsFromAnyFolder(t *testing.T) {
	for file, want := range map[string]string{
		"x.yaml":                           "# yaml-language-server: $schema=schemas/missiv.schema.json",
		"plans/x.yaml":                     "# yaml-language-server: $schema=../schemas/missiv.schema.json",
		"plans/2027/leveransplaner/x.yaml": "# yaml-language-server: $schema=../../../schemas/missiv.schema.json",
	} {
		if got := Modeline(file, "missiv"); got != want {
			t.Errorf("%s: %s", file, got)
		}
	}
}

func TestModelines(t *testing.T) {
	const (
		file   = "plans/2027/x.yaml"
		body   = "dokument: undantag/v1\nundantag: []\n"
		right  = "# yaml-language-server: $schema=../../schemas/undantag.schema.json"
		absent = " | filen visar inte redigeraren vilket schema den följer"
	)
	tests := []struct{ name, text, want string }{
		{"right", right + "\n" + body, ""},
		{"right, with blanks and more after it", "#  yaml-language-server : x $schema=../../schemas/undantag.schema.json y\n" + body, ""},
		{"right, in a roundabout way", "# yaml-language-server: $schema=../../plans/../schemas/./undantag.schema.json\n" + body, ""},
		{"right, and indented", "  " + right + "\n" + body, ""},
		{"right, with the line breaks of Windows", strings.ReplaceAll(right+"\n"+body, "\n", "\r\n"), ""},
		{"right, below other comments and a marker", "# Påhittat.\n\n" + right + "\n---\n" + body, ""},
		{"right, and the document in braces", right + "\n{dokument: undantag/v1, undantag: []}\n", ""},
		{"on the network", "# yaml-language-server: $schema=https://example.org/v1/undantag.schema.json\n" + body,
			"S409 1:33-1:76 https://example.org/v1/undantag.schema.json | redigeraren hämtar schemat från nätet, inte ur arkivet: `https://example.org/v1/undantag.schema.json`"},
		{"on the network under a name that is no kind's", "# yaml-language-server: $schema=https://example.org/undantag\n" + body,
			"S409 1:33-1:61 https://example.org/undantag | redigeraren hämtar schemat från nätet, inte ur arkivet: `https://example.org/undantag`"},
		{"missing", body, "S408 1:1-1:22 dokument: undantag/v1" + absent},
		{"missing, with the line breaks of Windows", strings.ReplaceAll(body, "\n", "\r\n"), "S408 1:1-1:22 dokument: undantag/v1" + absent},
		{"missing, and the first line empty", "\n" + body, "S408 1:1-1:1 " + absent},
		{"too late", body + right + "\n", "S408 1:1-1:22 dokument: undantag/v1" + absent},
		{"after the document's first key", "dokument: undantag/v1\n" + right + "\nundantag: []\n", "S408 1:1-1:22 dokument: undantag/v1" + absent},
		{"not as the editor reads it", strings.Replace(right, "# ", "#", 1) + "\n" + body,
			"S408 1:1-1:66 " + strings.Replace(right, "# ", "#", 1) + absent},
		{"without a schema", "# yaml-language-server: schema=undantag\n" + body, "S408 1:1-1:40 # yaml-language-server: schema=undantag" + absent},
		{"of another kind", "# yaml-language-server: $schema=../../schemas/missiv.schema.json\n" + body,
			"S409 1:33-1:65 ../../schemas/missiv.schema.json | redigeraren visas schemat för missiv, men filen är av slaget undantag"},
		{"of another kind, on the network", "# yaml-language-server: $schema=https://example.org/missiv.schema.json\n" + body,
			"S409 1:33-1:71 https://example.org/missiv.schema.json | redigeraren visas schemat för missiv, men filen är av slaget undantag"},
		{"from another folder", "# å\n# yaml-language-server: $schema=../schemas/undantag.schema.json\n" + body,
			"S409 2:33-2:64 ../schemas/undantag.schema.json | `../schemas/undantag.schema.json` leder inte till schemat för undantag"},
		{"out of the repository", "# yaml-language-server: $schema=../../../schemas/undantag.schema.json\n" + body,
			"S409 1:33-1:70 ../../../schemas/undantag.schema.json | `../../../schemas/undantag.schema.json` leder inte till schemat för undantag"},
		{"on one computer", "# yaml-language-server: $schema=/schemas/undantag.schema.json\n" + body,
			"S409 1:33-1:62 /schemas/undantag.schema.json | `/schemas/undantag.schema.json` leder inte till schemat för undantag"},
		{"with the slashes of Windows", `# yaml-language-server: $schema=..\..\schemas\undantag.schema.json` + "\n" + body,
			`S409 1:33-1:67 ..\..\schemas\undantag.schema.json | ` + "`" + `..\..\schemas\undantag.schema.json` + "` leder inte till schemat för undantag"},
		{"to the shared definitions", "# yaml-language-server: $schema=../../schemas/gemensamt.schema.json\n" + body,
			"S409 1:33-1:68 ../../schemas/gemensamt.schema.json | `../../schemas/gemensamt.schema.json` leder inte till schemat för undantag"},
		{"two, of which editors take the first", "# yaml-language-server: $schema=x.json\n" + right + "\n" + body,
			"S409 1:33-1:39 x.json | `x.json` leder inte till schemat för undantag"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			list := set(t).CheckModeline(read(t, file, test.text), "undantag")
			var want []string
			if test.want != "" {
				want = []string{test.want}
			}
			if diff := cmp.Diff(want, show(test.text, list)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			for _, d := range list {
				if wanted := map[string]diag.Severity{ruleNoModeline: diag.Info, ruleModeline: diag.Warning}[d.Rule]; d.Severity != wanted || d.File != file {
					t.Errorf("%s in %s", d.Severity, d.File)
				}
				for _, l := range lang.Languages {
					if hint := d.Hint.In(l); !strings.HasSuffix(hint, ": "+right) || !strings.Contains(hint, "leveransplan fmt") {
						t.Errorf("hint %q", hint)
					}
				}
			}
		})
	}
}

func TestWhatHintsOfferAsAModelineIsTaken(t *testing.T) {
	for _, kind := range set(t).Kinds() {
		doc := read(t, "plans/a/b.yaml", Modeline("plans/a/b.yaml", kind)+"\ndokument: "+kind+"/v1\n")
		if list := set(t).CheckModeline(doc, kind); len(list) > 0 {
			t.Errorf("%s: %s", kind, list[0].Message.In(lang.EN))
		}
	}
}

func TestTheFindingNamesTheDocument(t *testing.T) {
	list := set(t).CheckModeline(read(t, "plans/x.yaml", "dokument: missiv/v1\nid: missiv-1\n"), "missiv")
	if len(list) != 1 || list[0].Document != "missiv-1" || list[0].Line != "dokument: missiv/v1" {
		t.Errorf("finding %+v", list)
	}
}
