package escape

import (
	"strings"
	"testing"
)

func TestEscapers(t *testing.T) {
	for name, c := range map[string]struct{ got, want string }{
		"data of a command":             {WorkflowData("100 %\r\na:b,c"), "100 %25%0D%0Aa:b,c"},
		"property of a command":         {WorkflowProperty("100 %\r\na:b,c"), "100 %25%0D%0Aa%3Ab%2Cc"},
		"a percent sign is not doubled": {WorkflowData("%0A"), "%250A"},
		"path":                          {URI("plans/å b/a%0A:#?.yaml"), "plans/%C3%A5%20b/a%250A%3A%23%3F.yaml"},
		"link in a message":             {SARIFMessage("[a](b)"), "[a]\u200b(b)"},
		"argument in a message":         {SARIFMessage("{0} {a: 1}"), "{\u200b0} {a: 1}"},
		"plain text":                    {Markdown("raden su-nybesok: 150 av 850 (åäö), 2027-W02: 3, {a: b}"), "raden su-nybesok: 150 av 850 (åäö), 2027-W02: 3, {a: b}"},
		"a cell's border":               {Markdown(`a|b\`), "a&#124;b&#92;"},
		"a link":                        {Markdown("[a](http://x)"), "&#91;a&#93;(http:&#8203;//x)"},
		"a mention":                     {Markdown("@org/team"), "@&#8203;org/team"},
		"an address":                    {Markdown("a@b.se www.x.se"), "a@&#8203;b.se www&#8203;.x.se"},
		"a reference":                   {Markdown("#12 GH-12"), "&#35;&#8203;12 GH-&#8203;12"},
		"an emoji":                      {Markdown(":smile:"), ":&#8203;smile:"},
		"a commit":                      {Markdown("deadbeef"), "deadbe&#8203;ef"},
		"a short word of hex digits":    {Markdown("decade"), "decade"},
		"a list":                        {Markdown("1. a"), "1&#46; a"},
		"a number is no list":           {Markdown("6.0"), "6.0"},
		"spaces at both ends":           {Markdown(" a "), "&#32;a&#32;"},
		"a character that acts":         {Markdown("\x1b"), "&#92;u001b"},
		"a path as code":                {MarkdownCode("plans/å/a_b-c.yaml"), "`plans/å/a_b-c.yaml`"},
		"a strange path as text":        {MarkdownCode("a`b"), "a&#96;b"},
		"no path":                       {MarkdownCode(""), ""},
		"a fence":                       {MarkdownBlock("a\n```\nb\n", "yaml"), "````yaml\na\n```\nb\n````\n"},
		"XML":                           {string(XML([]byte("<a>##[x]&#xA;&amp;#xA;</a>"))), "<a>##&#91;x]\n&amp;#xA;</a>"},
		"JSON":                          {string(JSON([]byte("\"##[å\u202e\U000e0041\"\n"))), "\"#\\u0023[å\\u202e\\udb40\\udc41\"\n"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", name, c.got, c.want)
		}
	}
}

func TestTheStopTokenStandsNowhereInTheText(t *testing.T) {
	text := "a"
	for range 5 {
		token := StopToken(text)
		if token != StopToken(text) {
			t.Error("the token changes")
		}
		if len(token) < 32 || strings.Contains(strings.ToLower(text), token) {
			t.Errorf("%s stands in %q", token, text)
		}
		// Whoever knows the token of one text still can't write the text that holds its own.
		text += "\n::" + strings.ToUpper(token) + "::"
	}
}

// A text that happens to hold the first token that comes to mind gets another.
func TestTheStopTokenGivesWay(t *testing.T) {
	first := true
	token := avoiding("x", func(s string) string {
		if first {
			first = false
			return "X"
		}
		return "y"
	})
	if token != "y" {
		t.Errorf("token %q", token)
	}
}
