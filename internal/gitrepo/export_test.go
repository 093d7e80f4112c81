package gitrepo

// SetMaxEntries makes the limit on names one that a test can reach.
func (r *Repo) SetMaxEntries(n int64) { r.maxEntries = n }

// ParseArgument gives the name and the number of steps of an argument.
func ParseArgument(s string) (name string, steps int, ok bool) {
	a, fault := parseArgument(s)
	return a.name, len(a.steps), fault == nil
}

// ParseTree gives the names of a tree object.
func ParseTree(text []byte) (names []string, ok bool) {
	list, why := parseTree(text)
	for _, e := range list {
		names = append(names, e.name)
	}
	return names, why == ""
}

// BeforeSteps makes every step of writing ask first.
func (r *Repo) BeforeSteps(ask func(step string) error) { r.before = ask }
