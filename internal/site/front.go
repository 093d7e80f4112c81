package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"strings"
	"sync"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// front is a page that belongs to no language.
type front struct {
	path string
	text []byte
}

// fronts are the page where a language is chosen and the one for what is not found.
func (b *builder) fronts() ([]front, error) {
	var out []front
	for _, name := range []string{"index", "404"} {
		var text bytes.Buffer
		err := frontTemplates().ExecuteTemplate(&text, name, frontData{Region: b.region, Base: b.Base, Sample: b.sample(), Shows: map[string]string{
			"sv": b.shows().In(lang.SV), "en": b.shows().In(lang.EN),
		}})
		if err != nil {
			return nil, err
		}
		out = append(out, front{name + ".html", text.Bytes()})
	}
	return out, nil
}

type frontData struct {
	Region, Base string
	Sample       bool
	Shows        map[string]string
}

// frontTemplates are the pages with the little style that the second one carries itself: it is
// shown at any address, where a link to the style sheet would lead nowhere.
var frontTemplates = sync.OnceValue(func() *template.Template {
	markup, err := files.ReadFile("templates/front/front.html")
	if err != nil {
		panic(err)
	}
	sum := sha256.Sum256([]byte(frontStyle))
	filled := strings.NewReplacer("STYLEHASH", base64.StdEncoding.EncodeToString(sum[:]), "STYLE", frontStyle).Replace(string(markup))
	return template.Must(template.New("").Parse(filled))
})

// frontStyle stands in the page for what is not found.
const frontStyle = `body{margin:0;padding:12vh 1.5rem;background:#fff;color:#13212c;font:1rem/1.6 system-ui,sans-serif}main{max-width:40rem;margin:0 auto}a{color:#0a5580;display:inline-block;padding:.3rem 0}@media (prefers-color-scheme:dark){body{background:#0f181f;color:#e8eff4}a{color:#83caf2}}`
