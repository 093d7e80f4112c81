package github

import "fmt"

// User is an account: of a person, of a bot, or of an organisation.
type User struct {
	ID    int64
	Login string
	Type  string // User, Bot or Organization
	// Email is the address of the account's commits.
	Email string
}

// App is a GitHub App. What it does, its bot account does.
type App struct {
	ID   int64
	Slug string
	Name string
	Bot  *User
	// Key is the public key of what the app signs, as an RSA key; nil for the app behind
	// GITHUB_TOKEN, of which nobody has the key.
	Key any
}

// The accounts that are there from the start, with the numbers that GitHub gave them.
var (
	// WebFlow commits what is merged or edited on the web site.
	WebFlow = &User{ID: 19864447, Login: "web-flow", Type: "User", Email: "noreply@github.com"}
	// ActionsBot does what a workflow does with GITHUB_TOKEN.
	ActionsBot = &User{ID: 41898282, Login: "github-actions[bot]", Type: "Bot", Email: "41898282+github-actions[bot]@users.noreply.github.com"}
	// Actions is the app that GITHUB_TOKEN belongs to.
	Actions = &App{ID: 15368, Slug: "github-actions", Name: "GitHub Actions", Bot: ActionsBot}
)

// Person adds the account of a person, whose commits carry an address of hers.
func (s *Server) Person(id int64, login string) *User {
	return s.add(&User{ID: id, Login: login, Type: "User", Email: login + "@example.org"})
}

// Robot adds the account of a bot.
func (s *Server) Robot(id int64, login string) *User {
	return s.add(&User{ID: id, Login: login + "[bot]", Type: "Bot", Email: fmt.Sprintf("%d+%s[bot]@users.noreply.github.com", id, login)})
}

func (s *Server) add(u *User) *User {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.users = append(s.users, u)
	return u
}

// NewApp adds an app that signs with the private key of the public key given.
func (s *Server) NewApp(id int64, slug string, key any) *App {
	bot := s.Robot(id+1_000_000, slug)
	s.mu.Lock()
	defer s.mu.Unlock()
	a := &App{ID: id, Slug: slug, Name: slug, Bot: bot, Key: key}
	s.apps = append(s.apps, a)
	return a
}

// byEmail finds the account that an address of a commit belongs to: an own one, or the one
// that GitHub gives to whoever hides hers, in which the number decides.
func (s *Server) byEmail(email string) *User {
	for _, u := range s.users {
		if u.Email == email || email == fmt.Sprintf("%d+%s@users.noreply.github.com", u.ID, u.Login) {
			return u
		}
	}
	return nil
}
