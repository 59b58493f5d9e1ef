// SPDX-License-Identifier: Apache-2.0

// A witness for tests: add-checkpoint of c2sp.org/tlog-witness, in memory. Notes are opened and proofs checked by golang.org/x/mod/sumdb,
// which nobody of this project wrote.
//
//	witness NAME VKEY...
//
// prints its address and its own verifier key, a line each, and serves until it is ended.
package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type witness struct {
	name   string
	key    ed25519.PrivateKey
	logs   map[string]note.Verifier
	mutex  sync.Mutex
	latest map[string]tlog.Tree
}

func (w *witness) keyed() []byte {
	return append([]byte{4}, w.key.Public().(ed25519.PublicKey)...)
}

func (w *witness) id() []byte {
	hash := sha256.Sum256(append([]byte(w.name+"\n"), w.keyed()...))
	return hash[:4]
}

func (w *witness) cosignature(text string) string {
	now := uint64(time.Now().Unix())
	value := binary.BigEndian.AppendUint64(w.id(), now)
	signature := ed25519.Sign(w.key, []byte(fmt.Sprintf("cosignature/v1\ntime %d\n%s", now, text)))
	return "— " + w.name + " " + base64.StdEncoding.EncodeToString(append(value, signature...)) + "\n"
}

// A proof that begins nowhere is empty; tlog's own check knows no such proof.
func grew(proof tlog.TreeProof, now, before tlog.Tree) bool {
	if before.N == 0 {
		return len(proof) == 0
	}
	return tlog.CheckTree(proof, now.N, now.Hash, before.N, before.Hash) == nil
}

// Returns what is asked: the old size, the proof, the text of the checkpoint; or the status to refuse with.
func (w *witness) read(body string) (old int64, proof tlog.TreeProof, text string, status int) {
	head, signed, found := strings.Cut(body, "\n\n")
	lines := strings.Split(head, "\n")
	old, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "old "), 10, 64)
	if !found || err != nil || !strings.HasPrefix(lines[0], "old ") || len(lines) > 64 {
		return 0, nil, "", http.StatusBadRequest
	}
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return 0, nil, "", http.StatusBadRequest
		}
		proof = append(proof, hash)
	}
	origin, _, _ := strings.Cut(signed, "\n")
	verifier := w.logs[origin]
	if verifier == nil {
		return 0, nil, "", http.StatusNotFound
	}
	opened, err := note.Open([]byte(signed), note.VerifierList(verifier))
	if err != nil {
		return 0, nil, "", http.StatusForbidden
	}
	return old, proof, opened.Text, http.StatusOK
}

func (w *witness) addCheckpoint(answer http.ResponseWriter, request *http.Request) {
	body, _ := io.ReadAll(io.LimitReader(request.Body, 1<<20))
	old, proof, text, status := w.read(string(body))
	if status != http.StatusOK {
		answer.WriteHeader(status)
		return
	}
	lines := strings.Split(text, "\n")
	size, _ := strconv.ParseInt(lines[1], 10, 64)
	hash, err := tlog.ParseHash(lines[2])
	if err != nil || old > size {
		answer.WriteHeader(http.StatusBadRequest)
		return
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	before, now := w.latest[lines[0]], tlog.Tree{N: size, Hash: hash}
	if before.N != old || (before.N == size && before.Hash != hash) {
		answer.Header().Set("Content-Type", "text/x.tlog.size")
		answer.WriteHeader(http.StatusConflict)
		fmt.Fprintf(answer, "%d\n", before.N)
		return
	}
	if !grew(proof, now, before) {
		answer.WriteHeader(http.StatusUnprocessableEntity)
		return
	}
	w.latest[lines[0]] = now
	io.WriteString(answer, w.cosignature(text))
}

func main() {
	w := &witness{name: os.Args[1], logs: map[string]note.Verifier{}, latest: map[string]tlog.Tree{}}
	_, w.key, _ = ed25519.GenerateKey(rand.Reader)
	for _, vkey := range os.Args[2:] {
		verifier, err := note.NewVerifier(vkey)
		if err != nil {
			panic(err)
		}
		w.logs[verifier.Name()] = verifier
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Printf("http://%s/\n%s+%x+%s\n", listener.Addr(), w.name, w.id(), base64.StdEncoding.EncodeToString(w.keyed()))
	http.HandleFunc("/add-checkpoint", w.addCheckpoint)
	panic(http.Serve(listener, nil))
}
