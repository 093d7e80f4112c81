package gitrepo_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
)

// drawing makes commits from lines such as "d: b c": a name and its parents. Each commit
// changes a file of its own name, and what "name +file" adds.
func drawing(m *maker, lines ...string) map[string]plumbing.Hash {
	m.t.Helper()
	commits, files := map[string]plumbing.Hash{}, map[string]map[string]file{}
	for _, l := range lines {
		name, rest, _ := strings.Cut(l, ":")
		own := map[string]file{"plans/" + name: {text: name}}
		var parents []plumbing.Hash
		for _, word := range strings.Fields(rest) {
			if extra, ok := strings.CutPrefix(word, "+"); ok {
				own["plans/"+extra] = file{text: name}
				continue
			}
			parents = append(parents, commits[word])
			for n, f := range files[word] {
				if _, set := own[n]; !set {
					own[n] = f
				}
			}
		}
		if strings.HasSuffix(name, "!") { // changes nothing
			delete(own, "plans/"+name)
		}
		files[name] = own
		commits[name] = m.commit(m.tree(own), parents...)
	}
	return commits
}

func TestMergeBase(t *testing.T) {
	for name, c := range map[string]struct {
		lines []string
		want  string // the base of x and y
		cause error
	}{
		"a branch":                  {[]string{"a:", "b: a", "x: b", "c: b", "y: c"}, "b", nil},
		"behind":                    {[]string{"x:", "b: x", "y: b"}, "x", nil},
		"ahead":                     {[]string{"y:", "b: y", "x: b"}, "y", nil},
		"a first commit":            {[]string{"a:", "x: a", "y: a"}, "a", nil},
		"updated from main":         {[]string{"a:", "b: a", "h: a", "x: b", "y: h b"}, "b", nil},
		"updated twice":             {[]string{"a:", "b: a", "h: a", "i: h b", "c: b", "x: c", "y: i c"}, "c", nil},
		"crosswise":                 {[]string{"a:", "b: a", "c: a", "x: b c", "y: c b"}, "", gitrepo.ErrSeveralBases},
		"crosswise, then updated":   {[]string{"a:", "b: a", "c: a", "x: b c", "h: c b", "y: h x"}, "x", nil},
		"crosswise below a branch":  {[]string{"a:", "b: a", "c: a", "d: b c", "e: c b", "f: d e", "x: f", "y: f"}, "f", nil},
		"an octopus":                {[]string{"a:", "b: a", "c: a", "d: a", "x: b c d", "y: d"}, "d", nil},
		"an octopus on both sides":  {[]string{"a:", "b: a", "c: a", "d: a", "x: b c d", "y: d c b"}, "", gitrepo.ErrSeveralBases},
		"no common history":         {[]string{"a:", "x: a", "b:", "y: b"}, "", gitrepo.ErrUnrelated},
		"a history of its own":      {[]string{"a:", "x: a", "o:", "y: a o"}, "a", nil},
		"in common by another root": {[]string{"a:", "o:", "x: a o", "p: o", "y: p"}, "o", nil},
		"empty commits":             {[]string{"a:", "b!: a", "x!: b!", "y!: b!"}, "b!", nil},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMaker(t)
			commits := drawing(m, c.lines...)
			r := m.open()
			end := func(name string) gitrepo.Revision {
				if hash, ok := commits[name]; ok {
					return resolve(t, r, hash)
				}
				return resolve(t, r, commits[name+"!"])
			}
			for _, pair := range [][2]gitrepo.Revision{{end("x"), end("y")}, {end("y"), end("x")}} {
				got, err := r.MergeBase(pair[0], pair[1])
				if c.cause != nil {
					wantFault(t, err, c.cause)
					continue
				}
				if want := resolve(t, r, commits[c.want]); err != nil || got != want {
					t.Errorf("got %v, %v, want %v", got, err, want)
				}
			}
		})
	}
}

func TestMergeBaseOfOneCommit(t *testing.T) {
	m := newMaker(t)
	r := m.open()
	rev := resolve(t, r, m.files(nil, "a", "1"))
	if got, err := r.MergeBase(rev, rev); err != nil || got != rev {
		t.Errorf("got %v, %v", got, err)
	}
	_, err := r.MergeBase(rev, gitrepo.Revision{})
	wantFault(t, err, gitrepo.ErrUnrelated)
}

func TestContributions(t *testing.T) {
	for name, c := range map[string]struct {
		lines []string
		want  string // of base x and head y
	}{
		"nothing":                 {[]string{"a:", "y: a", "x: y"}, ""},
		"a branch":                {[]string{"a:", "x: a", "b: a", "y: b"}, "b[b] y[y]"},
		"a first commit":          {[]string{"x:", "y: +two"}, "y[two y]"},
		"an empty commit":         {[]string{"x:", "b!: x", "y: b!"}, "b![] y[y]"},
		"a clean merge of main":   {[]string{"a:", "b: a", "x: a", "y!: b x"}, "b[b] y![]"},
		"a merge that changes":    {[]string{"a: +f", "b: a +f", "x: a +f", "y!: b x +f"}, "b[b f] y![f]"},
		"a merge that takes over": {[]string{"a:", "b: a +f", "x: a", "y!: b x"}, "b[b f] y![]"},
		"an octopus":              {[]string{"x:", "b: x", "c: x", "d: x", "y!: b c d +new"}, "b[b] c[c] d[d] y![new]"},
		"a history of its own":    {[]string{"x:", "o: +p", "y!: x o"}, "o[o p] y![]"},
		"updated from main":       {[]string{"a:", "b: a", "c: b", "h: a", "x: c", "i: h b", "y: i"}, "h[h] i[i] y[y]"},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMaker(t)
			commits := drawing(m, c.lines...)
			names := map[string]string{}
			for name, hash := range commits {
				names[hash.String()] = name
			}
			head, ok := commits["y"]
			if !ok {
				head = commits["y!"]
			}
			r := m.open()
			list, err := r.Contributions(resolve(t, r, commits["x"]), resolve(t, r, head), "plans")
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, c := range list {
				var paths []string
				for _, p := range c.Paths {
					paths = append(paths, strings.TrimPrefix(p, "plans/"))
				}
				got = append(got, fmt.Sprintf("%s[%s]", names[c.Hash], strings.Join(paths, " ")))
			}
			if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// shape is a random history: the parents of each commit, by number. Dates say nothing of
// the order.
func shape(rnd *rand.Rand, m *maker) ([]plumbing.Hash, [][]int) {
	n := 3 + rnd.IntN(14)
	tree := m.tree(nil)
	commits, parents := make([]plumbing.Hash, n), make([][]int, n)
	for i := range n {
		var hashes []plumbing.Hash
		for range []int{1, 1, 2, 2, 2, 2, 3, 0}[rnd.IntN(8)] {
			p := max(0, i-2-rnd.IntN(5)+rnd.IntN(2))
			if p < i && !slices.Contains(parents[i], p) {
				parents[i] = append(parents[i], p)
				hashes = append(hashes, commits[p])
			}
		}
		m.day++
		commits[i] = m.commitOn(m.day+10_000*rnd.IntN(5), tree, hashes...)
	}
	return commits, parents
}

// below gives every commit that one leads to, itself included.
func below(parents [][]int, from int) map[int]bool {
	seen := map[int]bool{from: true}
	for queue := []int{from}; len(queue) > 0; queue = queue[1:] {
		for _, p := range parents[queue[0]] {
			if !seen[p] {
				seen[p] = true
				queue = append(queue, p)
			}
		}
	}
	return seen
}

// Whatever the history looks like and whatever dates it claims, the answers are those of
// the definition.
func TestHistoriesAreReadAsDefined(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	m := newMaker(t)
	r := m.open()
	kinds := map[string]int{}
	for range 200 {
		commits, parents := shape(rnd, m)
		a, b := max(0, len(commits)-2-rnd.IntN(3)), len(commits)-1
		x, y := resolve(t, r, commits[a]), resolve(t, r, commits[b])
		inA, inB := below(parents, a), below(parents, b)
		var best []int
		for c := range commits {
			if !inA[c] || !inB[c] {
				continue
			}
			if !slices.ContainsFunc(best, func(d int) bool { return below(parents, d)[c] }) {
				best = slices.DeleteFunc(best, func(d int) bool { return below(parents, c)[d] })
				best = append(best, c)
			}
		}
		got, err := r.MergeBase(x, y)
		switch {
		case len(best) == 0:
			kinds["none"]++
			wantFault(t, err, gitrepo.ErrUnrelated)
		case len(best) > 1:
			kinds["several"]++
			wantFault(t, err, gitrepo.ErrSeveralBases)
		default:
			kinds["one"]++
			if err != nil || got.Hash != commits[best[0]].String() {
				t.Fatalf("parents %v, %d and %d: got %v, %v, want %d", parents, a, b, got, err, best[0])
			}
		}
		list, err := r.Contributions(x, y, ".")
		if err != nil {
			t.Fatal(err)
		}
		place := map[string]int{}
		for i, c := range list {
			place[c.Hash] = i
		}
		for c := range commits {
			at, listed := place[commits[c].String()]
			if listed != (inB[c] && !inA[c]) {
				t.Fatalf("parents %v, %d..%d: commit %d listed: %t", parents, a, b, c, listed)
			}
			for _, p := range parents[c] {
				if before, also := place[commits[p].String()]; listed && also && before > at {
					t.Fatalf("parents %v, %d..%d: commit %d comes before its parent %d", parents, a, b, c, p)
				}
			}
		}
	}
	for _, kind := range []string{"none", "one", "several"} {
		if kinds[kind] < 10 {
			t.Errorf("only %d histories with %s", kinds[kind], kind)
		}
	}
}

func TestFirstParent(t *testing.T) {
	m := newMaker(t)
	commits := drawing(m, "a:", "b: a", "side: a", "c: b side", "o:", "d: c o side", "elsewhere: a")
	r := m.open()
	walk := func(from, to string) (got []string, err error) {
		stop := gitrepo.Revision{}
		if to != "" {
			stop = resolve(t, r, commits[to])
		}
		for c, problem := range r.FirstParent(resolve(t, r, commits[from]), stop) {
			if problem != nil {
				return got, problem
			}
			for name, hash := range commits {
				if hash.String() == c.Hash {
					got = append(got, name)
				}
			}
		}
		return got, nil
	}
	for _, c := range []struct{ from, to, want string }{
		{"d", "", "d c b a"}, {"d", "b", "d c"}, {"d", "d", ""}, {"a", "", "a"}, {"side", "a", "side"},
	} {
		if got, err := walk(c.from, c.to); err != nil || strings.Join(got, " ") != c.want {
			t.Errorf("from %s to %q: got %q, %v, want %q", c.from, c.to, got, err, c.want)
		}
	}
	for _, to := range []string{"side", "o", "elsewhere"} {
		got, err := walk("d", to)
		wantFault(t, err, gitrepo.ErrNotAncestor)
		if len(got) != 4 {
			t.Errorf("to %s: got %q", to, got)
		}
	}
	for c := range r.FirstParent(resolve(t, r, commits["d"]), gitrepo.Revision{}) {
		if c.Hash != commits["d"].String() {
			t.Error("a walk that was left goes on")
		}
		break
	}
}

func TestWhatACommitSays(t *testing.T) {
	git := gitProgram(t)
	dir := t.TempDir()
	git.run(dir, "init", "-q", "-b", "main")
	git.run(dir, "commit", "-q", "--allow-empty", "-m", "Första\n\nMed text.", "--author", "Åsa Ö <asa@example.org>", "--date", "2025-07-01T08:00:00+0200")
	git.run(dir, "commit", "-q", "--allow-empty", "-m", "andra")
	r := open(t, dir)
	var got []gitrepo.Commit
	for c, err := range r.FirstParent(resolve(t, r, "HEAD"), gitrepo.Revision{}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, c)
	}
	if len(got) != 2 || !slices.Equal(got[0].Parents, []string{got[1].Hash}) || got[1].Parents != nil {
		t.Fatalf("got %+v", got)
	}
	first := got[1]
	if first.Author.Name != "Åsa Ö" || first.Author.Email != "asa@example.org" || first.Author.Time.Format(time.RFC3339) != "2025-07-01T08:00:00+02:00" ||
		first.Committer.Name != "Test" || first.Message != "Första\n\nMed text.\n" || first.Signature != "" || first.Signed != nil {
		t.Errorf("got %+v", first)
	}
}

// Of a signed commit the signature and the bytes that it is for are told apart.
func TestSignature(t *testing.T) {
	m := newMaker(t)
	head := fmt.Sprintf("tree %s\nauthor A <a@example.org> 1700000000 +0100\ncommitter A <a@example.org> 1700000000 +0100\n", m.tree(nil))
	commit := m.put(plumbing.CommitObject, []byte(head+"gpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----\nx-more 1\n\nhej\n"))
	r := m.open()
	for c, err := range r.FirstParent(resolve(t, r, commit), gitrepo.Revision{}) {
		if err != nil {
			t.Fatal(err)
		}
		if c.Signature != "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n" || string(c.Signed) != head+"x-more 1\n\nhej\n" {
			t.Errorf("got %q for %q", c.Signature, c.Signed)
		}
	}
}

// A history that ends in the middle is a fault wherever its end is needed.
func TestHistoryWithAHole(t *testing.T) {
	m := newMaker(t)
	commits := drawing(m, "a:", "b: a", "c: b", "x: c", "y: c")
	r := m.open()
	overwrite(t, loose(m.dir, commits["b"]), nil)
	a, x, y := resolve(t, r, commits["a"]), resolve(t, r, commits["x"]), resolve(t, r, commits["y"])
	var last error
	for _, last = range r.FirstParent(x, gitrepo.Revision{}) {
	}
	wantFault(t, last, gitrepo.ErrDamaged)
	_, err := r.MergeBase(x, a)
	wantFault(t, err, gitrepo.ErrDamaged)
	_, err = r.Contributions(a, y, ".")
	wantFault(t, err, gitrepo.ErrDamaged)
}
