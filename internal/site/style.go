package site

import _ "embed"

//go:embed site.css
var styleText []byte

// style is the one style sheet of all pages.
func style() []byte { return styleText }
