package document

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
)

// Code is a verification code: which commit a print was made from and what the hash of its
// [View] was. It says where to look and proves nothing by itself: anybody who has the
// repository can make out the code of every document in it. So a code is answered with what
// the document says.
type Code struct {
	Form   int    // of the view, 1 to 7
	Commit string // the first 8 hex digits of the commit
	ID     uint64 // 12 bits of the hash of the document's id: which documents it may be of
	Hash   uint64 // 28 bits of the hash of the view
}

// A code has 16 characters of 5 bits, written in groups of 4: the form in 3 bits, the commit
// in 32, the id in 12, the hash in 28, and one character that checks the others.
const (
	codeLength = 16
	formBits   = 3
	idBits     = 12
	hashBits   = 28
	// CommitDigits is how much of a commit a code holds, in hex digits.
	CommitDigits = 8
)

// alphabet leaves out the letters that are easily taken for others: I, L, O and U (Crockford).
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// alike are letters that people write for others.
var alike = strings.NewReplacer("I", "1", "L", "1", "O", "0")

// Sum is the whole hash of a view: equal sums, equal content.
func (v *View) Sum() [sha256.Size]byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic("document: " + err.Error()) // a view holds nothing but text and numbers
	}
	return sha256.Sum256(fmt.Appendf(nil, "leveransplan document %d\n%s", Form, text))
}

// Code is the view's code as it stands in a commit, given by its hash.
func (v *View) Code(commit string) Code {
	return Code{Form, commit[:CommitDigits], first(idBits, sha256.Sum256([]byte(v.ID))), first(hashBits, v.Sum())}
}

// Of tells that a code's hashes are those of a view.
func (c Code) Of(v *View) bool { return c.MayBe(v.ID) && c.Hash == first(hashBits, v.Sum()) }

// MayBe tells that a code may be of a document, by its id alone: it is of one of 4,096.
func (c Code) MayBe(id string) bool { return c.ID == first(idBits, sha256.Sum256([]byte(id))) }

// first gives the first bits of a hash.
func first(bits int, sum [sha256.Size]byte) uint64 {
	return binary.BigEndian.Uint64(sum[:]) >> (64 - bits)
}

// String writes the code as 7K2M-3ABC-DEFG-HJKM.
func (c Code) String() string {
	var symbols [codeLength]byte
	commit, err := hex.DecodeString(c.Commit)
	if err != nil || len(commit) != CommitDigits/2 {
		panic("document: a code of no commit: " + c.Commit)
	}
	bits := append([]bool(nil), bitsOf(uint64(c.Form), formBits)...)
	for _, b := range commit {
		bits = append(bits, bitsOf(uint64(b), 8)...)
	}
	bits = append(bits, bitsOf(c.ID, idBits)...)
	bits = append(bits, bitsOf(c.Hash, hashBits)...)
	for i, bit := range bits {
		symbols[i/5] <<= 1
		if bit {
			symbols[i/5] |= 1
		}
	}
	symbols[codeLength-1] = checkSymbol(symbols[:codeLength-1])
	var out strings.Builder
	for i, s := range symbols {
		if i > 0 && i%4 == 0 {
			out.WriteByte('-')
		}
		out.WriteByte(alphabet[s])
	}
	return out.String()
}

func bitsOf(n uint64, count int) []bool {
	out := make([]bool, count)
	for i := range out {
		out[i] = n>>(count-1-i)&1 == 1
	}
	return out
}

// Written tells that a text looks like a code, right or wrong: letters and digits in a number
// that a slip or two account for, with nothing but hyphens and spaces between.
func Written(text string) bool {
	n := 0
	for _, r := range strings.ToUpper(text) {
		switch {
		case r >= '0' && r <= '9' || r >= 'A' && r <= 'Z':
			n++
		case r != '-' && r != ' ':
			return false
		}
	}
	return n >= codeLength-2 && n <= codeLength+2
}

// ParseCode reads a code as somebody types it: small or capital letters, with or without
// hyphens and spaces, I and L for 1, O for 0. Any single wrong character is noticed, and any
// two that have changed places.
func ParseCode(text string) (Code, bool) {
	text = alike.Replace(strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(text)))
	if len(text) != codeLength {
		return Code{}, false
	}
	var symbols [codeLength]byte
	for i := range symbols {
		at := strings.IndexByte(alphabet, text[i])
		if at < 0 {
			return Code{}, false
		}
		symbols[i] = byte(at)
	}
	if symbols[codeLength-1] != checkSymbol(symbols[:codeLength-1]) {
		return Code{}, false
	}
	take := func(from, count int) (n uint64) {
		for i := from; i < from+count; i++ {
			n = n<<1 | uint64(symbols[i/5]>>(4-i%5)&1)
		}
		return n
	}
	const id = formBits + 4*CommitDigits
	c := Code{int(take(0, formBits)), fmt.Sprintf("%08x", take(formBits, 4*CommitDigits)), take(id, idBits), take(id+idBits, hashBits)}
	return c, c.Form > 0
}

// checkSymbol gives the character that makes a code whole: the sum of all characters, each times a
// power of its own of a generator of the field of 32 elements, is nothing. No two of the 16
// powers are the same, so that no single change and no exchange of two leaves the sum as it is.
func checkSymbol(symbols []byte) byte {
	var sum byte
	for _, s := range symbols {
		sum = twice(sum ^ s)
	}
	return sum
}

// twice multiplies by the generator: a polynomial over bits by x, modulo x^5 + x^2 + 1.
func twice(n byte) byte {
	n <<= 1
	if n&32 != 0 {
		n ^= 0b100101
	}
	return n
}
