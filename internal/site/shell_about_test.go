package site

import (
	"strings"
	"testing"
)

// The statement names whom to write to, or says plainly that nobody is named.
func TestTheAccessibilityStatementNamesItsContact(t *testing.T) {
	const missing, mailbox = "Kontaktuppgift saknas", `<a href="mailto:tillganglighet@example.org">tillganglighet@example.org</a>`
	for contact, want := range map[string][2]string{"tillganglighet@example.org": {mailbox, missing}, "": {missing, "mailto:"}} {
		in := sample(t)
		settings := *in.Set.Installningar
		settings.KontaktTillganglighet.V = contact
		in.Set.Installningar = &settings
		var page string
		err := Write(in, func(path string, text []byte) error {
			if path == "sv/tillganglighet.html" {
				page = string(text)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(page, want[0]) || strings.Contains(page, want[1]) {
			t.Errorf("contact %q: the page does not have %q, or has %q", contact, want[0], want[1])
		}
	}
}
