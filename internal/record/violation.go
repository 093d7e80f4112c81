package record

import "github.com/leveransplan/leveransplan/internal/lang"

// Code names what is wrong, for programs. Codes are stable.
type Code string

// What can be wrong with a record.
const (
	Malformed      Code = "malformed"
	UnknownVersion Code = "unknown_version" // written by a later tool: it can't be judged here
	NotCanonical   Code = "not_canonical"
	Misnamed       Code = "misnamed"
	Duplicate      Code = "duplicate" // of a commit that another record covers
)

// What can be wrong with the branch.
const (
	Changed    Code = "changed" // a record that is there was written anew
	Removed    Code = "removed"
	Unrelated  Code = "unrelated" // a file that is no record
	Empty      Code = "empty"     // a commit that adds no record
	Several    Code = "several"   // a commit that adds more than one
	Merged     Code = "merged"
	SecondRoot Code = "second_root"
)

// Violation is what is wrong with a record or with the branch. It is a value for reports;
// where a text is to be read it is the error too.
type Violation struct {
	Code    Code
	Commit  string // on the branch; empty where a text alone was judged
	Path    string // empty where it is about no file
	Message lang.Text
	Text    []byte // what the file holds, where that can't be read as a record
}

// Error gives the message in English, as logs have it.
func (v *Violation) Error() string { return v.Message.In(lang.EN) }

// Fault says why the job could not be done, in words for whoever runs the tool.
type Fault struct {
	Message, Hint lang.Text
	Err           error
}

// Error gives the message and its cause in English, as logs have it.
func (f *Fault) Error() string { return f.Message.In(lang.EN) + ": " + f.Err.Error() }

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.Err }
