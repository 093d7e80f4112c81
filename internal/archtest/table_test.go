// Package archtest holds the source to its plan: which package may import which, which
// package alone may touch a third-party module, and which alone may touch the clock,
// the environment and the standard streams. This file is the plan; the others read
// the source and compare.
package archtest

const module = "github.com/leveransplan/leveransplan"

// levels lists every package. A package imports only packages of the lines above its
// own, never one beside it; a child may import its parent. Lines hold a place for the
// packages that the design names before they are written.
var levels = [][]string{
	{"schemas", "internal", "internal/lang", "internal/calendar", "internal/parallel", "internal/lock"},
	{"internal/diag", "internal/gitrepo", "internal/worktree", "internal/cache"},
	{"internal/yamldoc", "internal/privacy", "internal/signature", "internal/apportion", "internal/flow"},
	{"internal/schema", "internal/plan"},
	{"internal/diff", "internal/layout", "internal/edit", "internal/allocate", "internal/followup"},
	{"internal/rule", "internal/approval", "internal/amend", "internal/grid", "internal/propose"},
	{"internal/rules"},
	{"internal/routine"},
	{"internal/check"},
	{"internal/history", "internal/record"},
	{"internal/audit", "internal/gate"},
	{"internal/registrar"},
	{"internal/render/escape"},
	{
		"internal/codeowners", "internal/github", "internal/render", "internal/scaffold", "internal/export", "internal/export/xlsx", "internal/export/parquet", "internal/export/sql",
		"internal/chart",
	},
	{"internal/site", "internal/document", "internal/document/pdf"},
	{"internal/cli"},
	{"cmd/leveransplan"},
}

// testOnly is the folder of packages that only tests import. They may import anything
// below the command line.
const testOnly = "internal/testing"

// door says which packages may import a third-party module, or a part of it. The
// longest prefix that fits an import decides. Tests are free: they check our packages
// with whatever serves.
type door struct {
	module   string
	packages []string
	why      string
}

var doors = []door{
	{"github.com/go-git", []string{"internal/gitrepo"}, "everybody else sees a revision as an fs.FS"},
	{"github.com/google/go-github", []string{"internal/github"}, "gate and audit own the small interfaces they need of a host"},
	{"github.com/gowebpki/jcs", []string{"internal/record"}, "what a record's bytes are is said in one place"},
	{"github.com/ProtonMail/go-crypto", []string{"internal/signature"}, "who signed what, and whether it counts, is said in one place"},
	{"github.com/hiddeco/sshsig", []string{"internal/signature"}, "who signed what, and whether it counts, is said in one place"},
	{"github.com/parquet-go/parquet-go", []string{"internal/export/parquet"}, "a heavy module stays behind one table writer"},
	{"github.com/rogpeppe/go-internal", []string{"internal/cli"}, "what fmt --dry-run shows is made where it is shown"},
	{"github.com/santhosh-tekuri/jsonschema", []string{"internal/schema"}, "its messages are not ours; violations leave in our words"},
	{"github.com/spf13/cobra", []string{"internal/cli"}, "commands are wired in one place"},
	{"github.com/spf13/pflag", []string{"internal/cli"}, "commands are wired in one place"},
	{"github.com/xuri/excelize", []string{"internal/export/xlsx"}, "a heavy module stays behind one table writer"},
	{"github.com/jackc/pgx", []string{"internal/export/sql"}, "a heavy module stays behind one table writer"},
	{"modernc.org/sqlite", []string{"internal/export/sql"}, "a heavy module stays behind one table writer"},
	{"go.yaml.in/yaml", []string{"internal/yamldoc"}, "its inside can then be replaced without anybody noticing"},
	{"golang.org/x/crypto", []string{"internal/signature"}, "keys are read where signatures are"},
	{"golang.org/x/sys", []string{"internal/export"}, "only there do two folders change places at once"},
	{"golang.org/x/term", []string{"internal/cli"}, "only the edge knows that there is a terminal"},
	{"golang.org/x/text", []string{"internal/lang"}, "languages, plurals and numbers are chosen at the edge, from a lang.Text"},
	{"golang.org/x/text/unicode/norm", []string{"internal/lang", "internal/yamldoc", "internal/schema", "internal/check", "internal/diff"}, "names compare in one normal form"},
	{"golang.org/x/text/collate", []string{"internal/lang", "internal/site"}, "sorted lists follow the alphabet of the reader"},
}

// edge lists the packages that may touch the process: they alone read the clock and
// the environment, own the streams and choose an exit code. Everybody else is handed
// plain values, and gives the same answer twice.
var edge = []string{"internal/cli", "cmd/leveransplan"}

// process names what belongs to the edge, by package.
var process = map[string][]string{
	"fmt":  {"Print", "Printf", "Println", "Scan", "Scanf", "Scanln"},
	"os":   {"Getenv", "LookupEnv", "Environ", "ExpandEnv", "Stdin", "Stdout", "Stderr", "Exit", "Args"},
	"time": {"Now", "Since", "Until"},
}

// vague names say nothing about what stands inside; vagueFiles adds the files that a
// package should not have either.
var (
	vague      = []string{"base", "common", "helper", "helpers", "misc", "model", "models", "shared", "type", "types", "util", "utils"}
	vagueFiles = []string{"helper", "helpers", "misc", "model", "models", "types", "util", "utils"}
)

const (
	maxLines     = 500 // of any Go file
	maxMainLines = 15  // of cmd/leveransplan/main.go
)
