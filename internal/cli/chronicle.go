package cli

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/render"
)

// chronicle is main's history opened for questions.
type chronicle struct {
	repo    *gitrepo.Repo
	reader  *check.Reader
	head    gitrepo.Revision
	line    *history.Line
	entries []history.Entry // of every step
	now     *plan.Set       // the registers as they stand at the head
	zone    *time.Location  // of the repository, in which decisions have their days
}

// inquiry is what a history is asked for.
type inquiry struct {
	rev string // whose history; empty: main's
	// read is what has been read already, where something has: it is not read again, and must not
	// be let go of before.
	read *view
	less func(*history.Item) // see [history.Line]
}

// chronicle opens a history. It is to be closed.
func (a *app) chronicle(q inquiry) (*chronicle, error) {
	root, err := a.findRoot(a.dirFlag)
	if err != nil {
		return nil, err
	}
	asked := q.rev != ""
	if !asked {
		if q.rev, err = a.mainline(); err != nil {
			return nil, err
		}
	}
	repo, err := openRepo(root)
	if err != nil {
		return nil, err
	}
	c := &chronicle{repo: repo, reader: newReader(repo)}
	if q.read != nil {
		c.reader.Know(q.read.set)
	}
	if err := c.tell(q); err != nil {
		c.Close()
		return nil, historyFault(err)
	}
	if !asked {
		a.tellOwnMain(c, q.rev)
	}
	return c, nil
}

// tellOwnMain says that the clone's own main has something that the main in use has not: whoever
// has just committed it would look for it in vain. Where it can't be told nothing is: what is in
// use can be read.
func (a *app) tellOwnMain(c *chronicle, main string) {
	if own, err := ownMain(c.repo, c.head); err == nil && own != "" {
		a.tell(lang.T("besluten är lästa ur %s (commit %s). Klonens egen gren main (commit %s) har annat, som inte är med", "the decisions are read from %s (commit %s). The clone's own branch main (commit %s) holds something else, which is left out",
			strings.TrimPrefix(main, "refs/remotes/"), c.head.Hash[:10], own[:10]))
	}
}

// ownMain is the clone's own branch main where it is at a commit that the main in use has not
// been at, as after a commit that has not been pushed. Empty where it is not.
func ownMain(repo *gitrepo.Repo, main gitrepo.Revision) (string, error) {
	own, err := repo.Resolve("refs/heads/main")
	switch {
	case errors.Is(err, gitrepo.ErrUnknown), err == nil && own.Hash == main.Hash:
		return "", nil
	case err != nil:
		return "", gitFault(err)
	}
	passed, err := onLine(repo, main, own)
	if err != nil {
		return "", gitFault(err)
	}
	if passed {
		return "", nil // it has only not followed yet
	}
	return own.Hash, nil
}

// openRepo opens the repository whose top the folder with plans/ is.
func openRepo(root string) (*gitrepo.Repo, error) {
	repo, err := gitrepo.Open(root)
	if err != nil {
		return nil, gitFault(err)
	}
	if err := atTop(repo); err != nil {
		repo.Close()
		return nil, err
	}
	return repo, nil
}

// atTop refuses a repository that has plans/ below its top: what main has agreed to is not seen
// from there.
func atTop(repo *gitrepo.Repo) error {
	at := repo.Prefix()
	if at == "" {
		return nil
	}
	return fault(lang.T("mappen plans/ ligger i %s, inte överst i git-arkivet", "the folder plans/ lies in %s, not at the top of the git repository", strings.TrimSuffix(at, "/")),
		lang.T("Ändringar och historik går bara att läsa där plans/ ligger överst: flytta den dit.", "Changes and history can only be read where plans/ lies at the top: move it there."))
}

func (c *chronicle) tell(q inquiry) (err error) {
	if c.head, err = c.repo.Resolve(q.rev); err != nil {
		return err
	}
	if c.line, err = history.Read(c.repo, gitrepo.Revision{}, c.head); err != nil {
		return err
	}
	c.line.Less = q.less
	if c.entries, err = c.line.All(c.reader); err != nil {
		return err
	}
	tree := c.head.FS()
	c.now, err = c.reader.Registers(tree, plan.KindInstallningar, plan.KindOrganisationer, plan.KindVardomraden, plan.KindRoller)
	if broken := tree.Err(); broken != nil {
		return broken
	}
	if err != nil {
		return err
	}
	c.zone = zoneOf(c.now)
	return nil
}

// zoneOf is where a repository has its days.
func zoneOf(set *plan.Set) *time.Location {
	zone, err := time.LoadLocation(set.Installningar.Tidszon.V)
	if err != nil {
		return time.UTC // the check tells of it
	}
	return zone
}

// Close releases the repository.
func (c *chronicle) Close() {
	c.reader.Meanings().Close()
	c.repo.Close()
}

// historyFault puts what keeps the history from being read in the reader's words.
func historyFault(err error) error {
	if f := (*failure)(nil); errors.As(err, &f) {
		return f
	}
	if f := (*gitrepo.Fault)(nil); errors.As(err, &f) {
		return gitFault(err)
	}
	if f := (*audit.Fault)(nil); errors.As(err, &f) {
		return fault(f.Message, f.Hint)
	}
	return fault(lang.T("historiken går inte att läsa: %v", "the history can't be read: %v", err), lang.Text{})
}

// options says how decisions are shown.
func (c *chronicle) options(a *app, names bool) render.LogOptions {
	persons := map[int]string{}
	if c.now.Roller != nil {
		for _, p := range c.now.Roller.Personer {
			if p.Github.ID.Set {
				persons[p.Github.ID.V] = p.ID.V
			}
		}
	}
	return render.LogOptions{Language: a.lang, Zone: c.zone, Names: names, Who: func(s history.Step) string {
		by := s.By()
		id, _ := history.Account(by.Email)
		person := persons[id]
		switch {
		case !names:
			return person
		case person == "":
			return privacy.Mask(by.Name)
		}
		return privacy.Mask(by.Name) + " (" + person + ")"
	}}
}

// known holds what is asked for against what has ever been, and lets an organisation or a
// field go by its name as well.
func (c *chronicle) known(f logFlags, filter *history.Filter) error {
	if filter.ID != "" {
		if err := c.knownID(filter.ID); err != nil {
			return err
		}
	}
	if f.org != "" {
		names := map[string]string{}
		for _, o := range c.now.Organisationer {
			names[o.ID.V] = o.Name()
		}
		if err := c.knownName(f.org, names, func(it *history.Item) []string { return it.Parties },
			lang.T("organisationen %q finns inte i historiken", "there is no organisation %q in the history", f.org)); err != nil {
			return err
		}
		filter.Parties = []string{f.org, names[f.org]}
	}
	if f.field != "" {
		names := map[string]string{}
		for _, v := range c.now.Vardomraden {
			names[v.ID.V] = v.Namn.V
		}
		if err := c.knownName(f.field, names, func(it *history.Item) []string { return it.Fields },
			lang.T("vårdområdet %q finns inte i historiken", "there is no medical field %q in the history", f.field)); err != nil {
			return err
		}
		filter.Fields = []string{f.field, names[f.field]}
	}
	return nil
}

// knownID refuses an id that nothing ever had.
func (c *chronicle) knownID(id string) error {
	ids := history.IDs(c.entries)
	about := func(it history.Item) bool { return it.About(id) }
	if slices.Contains(ids, id) || slices.ContainsFunc(c.entries, func(e history.Entry) bool { return slices.ContainsFunc(e.Items, about) }) {
		return nil
	}
	return usage(lang.T("inget med id %q har funnits på main", "nothing with the id %q has been on main", id), likeID(id, ids))
}

// likeID proposes what could have been meant by an id that is none: those that begin as it does,
// else the nearest one. Where others begin with the same word, as all plans do, it is one of them.
func likeID(id string, ids []string) lang.Text {
	typed := lang.Codeword(id)
	beginning := func(start string) (out []string) {
		for _, known := range ids {
			if strings.HasPrefix(lang.Codeword(known), start) {
				out = append(out, known)
			}
		}
		return out
	}
	if longer := beginning(typed); len(longer) == 1 {
		return lang.T("Menade du %s?", "Did you mean %s?", longer[0])
	} else if n := len(longer); n > 1 {
		return lang.T("%d id börjar så, bland annat %s. Skriv hela id:t.", "%d ids begin so, such as %s. Write the whole id.", n, lang.List(longer[:min(n, 3)]))
	}
	kind, _, _ := strings.Cut(typed, "_")
	if same := beginning(kind + "_"); len(same) > 0 {
		ids = same
	}
	if near, ok := lang.Nearest(id, ids); ok {
		return lang.T("Menade du %s?", "Did you mean %s?", near)
	}
	return lang.T("leveransplan log visar vad som har beslutats.", "leveransplan log shows what has been decided.")
}

func (c *chronicle) knownName(name string, names map[string]string, of func(*history.Item) []string, unknown lang.Text) error {
	ids := slices.Sorted(maps.Keys(names))
	for _, e := range c.entries {
		for i := range e.Items {
			ids = append(ids, of(&e.Items[i])...)
		}
	}
	if slices.Contains(ids, name) {
		return nil
	}
	hint := lang.T("Skriv id:t i registret.", "Write the id in the register.")
	if near, ok := lang.Nearest(name, ids); ok {
		hint = lang.T("Menade du %s?", "Did you mean %s?", near)
	}
	return usage(unknown, hint)
}
