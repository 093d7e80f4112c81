package site

import (
	"embed"
	"html/template"
	"io/fs"
	"path"
	"strings"
	"sync"
)

//go:embed templates/*.html templates/front/*.html
var files embed.FS

// templates are the pages' templates by name, each with all parts: files whose name begins with
// part_ define what several pages share.
var templates = sync.OnceValue(func() map[string]*template.Template {
	parts := template.New("").Funcs(functions)
	names, err := fs.Glob(files, "templates/*.html")
	if err != nil {
		panic(err)
	}
	var pages []string
	for _, file := range names {
		if strings.HasPrefix(path.Base(file), "part_") {
			template.Must(parts.ParseFS(files, file))
		} else {
			pages = append(pages, file)
		}
	}
	out := map[string]*template.Template{}
	for _, file := range pages {
		page := template.Must(template.Must(parts.Clone()).ParseFS(files, file))
		out[strings.TrimSuffix(path.Base(file), ".html")] = page
	}
	return out
})

// functions are what every template may call besides what a view offers.
var functions = template.FuncMap{
	"yearURL": yearURL, "missivURL": missivURL, "planURL": planURL, "receiverURL": receiverURL, "senderURL": senderURL,
	"receiversURL": receiversURL, "sendersURL": sendersURL, "fieldsURL": fieldsURL, "overviewURL": overviewURL,
	"fieldURL": fieldURL, "followURL": followURL, "followYearURL": followYearURL, "decisionsURL": decisionsURL, "auditURL": auditURL, "routineURL": routineURL,
	"rulesURL": rulesURL, "ruleURL": ruleURL, "statementsURL": statementsURL, "statementURL": statementURL,
	"aboutURL": aboutURL, "accessibilityURL": accessibilityURL,
	"pass": pass,
}

// passed is a value together with the view, for parts that need both.
type passed struct {
	V *view
	D any
}

// pass gives a part a value and the view: {{template "x" (pass $ .)}}.
func pass(v *view, d any) passed { return passed{v, d} }
