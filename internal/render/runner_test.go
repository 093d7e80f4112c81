package render

import (
	"strings"
	"unicode"
)

// command is what the runner of GitHub Actions makes of a line of a log.
type command struct {
	name       string
	properties map[string]string
	data       string
}

// runnerReads gives the commands that the runner finds in a log. It is stricter than the
// runner: every name counts as a command's, also where only characters of no width keep it
// from being one.
func runnerReads(log string) []command {
	var out []command
	token := ""
	for _, line := range strings.FieldsFunc(log, func(r rune) bool { return r == '\n' || r == '\r' }) {
		c, ok := runnerReadsLine(line)
		switch {
		case !ok || token != "" && !strings.EqualFold(c.name, token):
			continue
		case token != "":
			token, c.name = "", "resume"
		case c.name == "stop-commands":
			token = c.data
		}
		out = append(out, c)
	}
	return out
}

func runnerReadsLine(line string) (command, bool) {
	if c, ok := runnerParses(line); ok {
		return c, ok
	}
	return runnerParses(strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cf, unicode.Mn) || r == 0 {
			return -1
		}
		return r
	}, line))
}

func runnerParses(line string) (command, bool) {
	if rest, ok := strings.CutPrefix(strings.TrimLeftFunc(line, unicode.IsSpace), "::"); ok {
		if head, data, ok := strings.Cut(rest, "::"); ok {
			return readCommand(head, data, ",", map[string]string{"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}), true
		}
	}
	// The older notation stands anywhere in a line.
	if _, rest, ok := strings.Cut(line, "##["); ok {
		if head, data, ok := strings.Cut(rest, "]"); ok {
			return readCommand(head, data, ";", nil), true
		}
	}
	return command{}, false
}

func readCommand(head, data, separator string, codes map[string]string) command {
	name, list, _ := strings.Cut(head, " ")
	c := command{name: name, properties: map[string]string{}, data: decodeCommand(data, map[string]string{"%0D": "\r", "%0A": "\n"})}
	for _, pair := range strings.Split(strings.TrimSpace(list), separator) {
		if key, value, ok := strings.Cut(pair, "="); ok && value != "" {
			c.properties[key] = decodeCommand(value, codes)
		}
	}
	return c
}

// decodeCommand undoes the codes one after the other, the percent sign's last.
func decodeCommand(s string, codes map[string]string) string {
	for code, sign := range codes {
		s = strings.ReplaceAll(s, code, sign)
	}
	return strings.ReplaceAll(s, "%25", "%")
}
