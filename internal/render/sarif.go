package render

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render/escape"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// sarifSchema is where OASIS publishes the schema of SARIF 2.1.0 with its errata.
const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

// home is where the tool is at home.
const home = "https://github.com/leveransplan/leveransplan"

// sourceRoot is the name by which files are placed: the repository's root, wherever the
// reader of the log has it.
const sourceRoot = "%SRCROOT%"

// The parts of SARIF 2.1.0 that a check uses, named as the standard names them.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool               sarifTool                `json:"tool"`
		Language           lang.Language            `json:"language"`
		ColumnKind         string                   `json:"columnKind"`
		Invocations        []sarifInvocation        `json:"invocations"`
		OriginalURIBaseIDs map[string]sarifArtifact `json:"originalUriBaseIds"`
		Results            []sarifResult            `json:"results"`
		Properties         sarifRunProperties       `json:"properties"`
	}
	sarifInvocation struct {
		ExecutionSuccessful bool                `json:"executionSuccessful"`
		Notifications       []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	}
	sarifNotification struct {
		Level   string       `json:"level"`
		Message sarifMessage `json:"message"`
	}
	sarifRunProperties struct {
		AsOf      string `json:"as_of"`
		Files     int    `json:"files"`
		Elsewhere int    `json:"elsewhere"`
	}
	sarifResult struct {
		RuleID           string                `json:"ruleId"`
		RuleIndex        *int                  `json:"ruleIndex,omitempty"`
		Level            string                `json:"level"`
		Message          sarifMessage          `json:"message"`
		Locations        []sarifLocation       `json:"locations"`
		RelatedLocations []sarifLocation       `json:"relatedLocations,omitempty"`
		Fingerprints     map[string]string     `json:"partialFingerprints"`
		Suppressions     []sarifSuppression    `json:"suppressions,omitempty"`
		BaselineState    string                `json:"baselineState,omitempty"`
		Properties       sarifResultProperties `json:"properties"`
	}
	// sarifSuppression is a waiver: decided, and kept outside the file that it is for.
	sarifSuppression struct {
		Kind          string        `json:"kind"`
		Status        string        `json:"status"`
		Justification string        `json:"justification"`
		Location      sarifLocation `json:"location"`
	}
	sarifResultProperties struct {
		Basis           diag.Basis `json:"basis"`
		Statements      []string   `json:"statements"`
		MissingEvidence bool       `json:"missing_evidence"`
		Document        string     `json:"document,omitempty"`
		Pointer         string     `json:"pointer,omitempty"`
	}
	sarifMessage struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifLocation struct {
		// ID tells places apart: a list of places may not hold two that are alike.
		ID       int           `json:"id,omitempty"`
		Physical sarifPhysical `json:"physicalLocation"`
		Message  *sarifMessage `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI         string        `json:"uri,omitempty"`
		URIBaseID   string        `json:"uriBaseId,omitempty"`
		Description *sarifMessage `json:"description,omitempty"`
	}
	// sarifRegion ends before EndColumn. Columns count characters, as columnKind says.
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
)

// CheckSARIF writes the result of a check in SARIF 2.1.0, for code-scanning views and
// editors, with the whole catalogue as the rules' metadata. It holds no source lines.
func CheckSARIF(w io.Writer, r *check.Result, shown diag.List, catalogue []*rule.Rule, l lang.Language) error {
	run := sarifRun{
		Tool:        sarifTool{Driver: sarifDriver{Name: "leveransplan", InformationURI: home, Rules: make([]sarifRule, 0, len(catalogue))}},
		Language:    l,
		ColumnKind:  "unicodeCodePoints",
		Invocations: []sarifInvocation{{ExecutionSuccessful: true}},
		OriginalURIBaseIDs: map[string]sarifArtifact{sourceRoot: {
			Description: &sarifMessage{Text: lang.T("Arkivets rot.", "The repository's root.").In(l)}}},
		Results:    make([]sarifResult, 0, len(shown)),
		Properties: sarifRunProperties{AsOf: r.AsOf.String(), Files: r.Files, Elsewhere: len(r.Findings) - len(shown)},
	}
	if text := waiting(r); !text.IsZero() {
		run.Invocations[0].Notifications = []sarifNotification{{"warning", sarifMessage{Text: escape.SARIFMessage(text.In(l))}}}
	}
	index := map[string]int{}
	for i, r := range catalogue {
		index[r.ID] = i
		rule, err := toSARIFRule(r, l)
		if err != nil {
			return err
		}
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, rule)
	}
	seen := map[diag.Key]int{}
	for _, d := range shown {
		seen[d.Key()]++
		result := toSARIF(d, l)
		result.Fingerprints = map[string]string{"leveransplan/v1": fmt.Sprintf("%s:%d", fingerprint(d.Key()), seen[d.Key()])}
		if i, ok := index[d.Rule]; ok {
			result.RuleIndex = &i
		}
		run.Results = append(run.Results, result)
	}
	return encode(w, sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}})
}

func toSARIF(d diag.Diagnostic, l lang.Language) sarifResult {
	out := sarifResult{
		RuleID: d.Rule, Level: sarifLevel(d.Severity), Message: sarifMessage{Text: escape.SARIFMessage(sentences(d, l))},
		Locations: []sarifLocation{toSARIFLocation(d.File, d.Range)},
		Properties: sarifResultProperties{Basis: d.Basis, Statements: append([]string{}, d.Statements...),
			MissingEvidence: d.MissingEvidence, Document: d.Document, Pointer: d.Pointer},
	}
	for i, p := range d.Related {
		place := toSARIFLocation(p.File, p.Range)
		place.ID, place.Message = i+1, &sarifMessage{Text: escape.SARIFMessage(p.Message.In(l))}
		out.RelatedLocations = append(out.RelatedLocations, place)
	}
	if d.Waived != nil {
		out.Suppressions = []sarifSuppression{{"external", "accepted", waiver(d).In(l), toSARIFLocation(d.Waived.File, d.Waived.Range)}}
	}
	if d.Inherited {
		out.BaselineState = "unchanged"
	}
	return out
}

func sarifLevel(s diag.Severity) string { return [...]string{"error", "warning", "note"}[s] }

// sentences writes message and hint as running text: viewers show the first sentence where
// there is little room.
func sentences(d diag.Diagnostic, l lang.Language) string {
	message, hint := d.Message.In(l), d.Hint.In(l)
	if message != "" && !strings.ContainsAny(message[len(message)-1:], ".!?") {
		message += "."
	}
	return strings.TrimSpace(message + " " + hint)
}

func toSARIFLocation(file string, r diag.Range) sarifLocation {
	r = placed(r)
	return sarifLocation{Physical: sarifPhysical{
		Artifact: sarifArtifact{URI: escape.URI(file), URIBaseID: sourceRoot},
		Region:   sarifRegion{r.Start.Line, r.Start.Column, r.End.Line, r.End.Column},
	}}
}

// fingerprint is a finding's identity across revisions, whatever line it stands at.
func fingerprint(k diag.Key) string {
	sum := sha256.Sum256([]byte(k.Rule + "\x00" + k.Document + "\x00" + k.Pointer))
	return hex.EncodeToString(sum[:16])
}
