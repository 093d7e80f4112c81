package cli

import "testing"

func TestTheAddressOfASiteReadsTheSameEverywhere(t *testing.T) {
	for text, want := range map[string]string{
		"":                            "",
		"https://example.org":         "https://example.org/",
		"https://example.org/planer/": "https://example.org/planer/",
		"http://localhost:8080/a%20b": "http://localhost:8080/a%20b/",
		"https://exempel.se/vård":     "https://exempel.se/v%C3%A5rd/",
		"https://åäö.example/":        "-",
		"http://[::1]:80/x":           "http://[::1]:80/x/",
		"ftp://example.org":           "-",
		"example.org":                 "-",
		"https://":                    "-",
		"https://u@example.org/":      "-",
		"https://example.org/?a":      "-",
		"https://example.org/#a":      "-",
		"http://example.org/a'b/":     "-",
		"http://example.org/a&b/":     "-",
		`http://x"><b>.example/`:      "-",
		"javascript:alert(1)":         "-",
		"https://example.org/a\nb":    "-",
	} {
		got, err := baseURL(text)
		if err != nil {
			got = "-"
		}
		if got != want {
			t.Errorf("%q becomes %q, want %q (%v)", text, got, want, err)
		}
	}
}
