package escape

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

var (
	workflowData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	workflowProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// WorkflowData writes a text as what stands after the second :: of a workflow command of
// GitHub Actions. The runner reads the same text back.
func WorkflowData(s string) string { return workflowData.Replace(s) }

// WorkflowProperty writes a text as the value of a property of a workflow command, such as
// file=…; there the signs that part properties from each other act too.
func WorkflowProperty(s string) string { return workflowProperty.Replace(s) }

// StopToken gives a word that switches workflow commands off before a text and on again
// after it. It follows from the text alone, so that the same text gives the same bytes, and
// it does not stand in the text: whoever wrote the text can't end the silence early. The
// runner takes small and capital letters for the same.
func StopToken(text string) string { return avoiding(text, hash) }

// avoiding makes a word of a text that does not stand in it.
func avoiding(text string, hash func(string) string) string {
	folded := strings.ToLower(text)
	token := hash(text)
	for strings.Contains(folded, strings.ToLower(token)) {
		token = hash(token + text)
	}
	return token
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}
