// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle.note;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose word makes a checkpoint good, as C2SP's tlog-policy writes it: logs, witnesses, and how many of these must have cosigned.
 *
 * @param groups in the order in which they were defined; each names only what stands before it
 * @param quorum name of a witness or a group, or {@link #NONE}
 */
public record TrustPolicy(List<NoteKey> logs, List<Witness> witnesses, List<Group> groups, String quorum) {

    /** The quorum that asks for nobody. */
    public static final String NONE = "none";

    /** Keeps copies. */
    public TrustPolicy {
        logs = List.copyOf(logs);
        witnesses = List.copyOf(witnesses);
        groups = List.copyOf(groups);
    }

    /**
     * Who looks on.
     *
     * @param name in this policy only; the key has its own
     * @param url under which it takes checkpoints, null where it need not be spoken to
     */
    public record Witness(
            String name, NoteKey key, @Nullable String url) {

        String line() {
            return "witness " + name + " " + key.text() + (url == null ? "" : " " + url) + "\n";
        }
    }

    /** Of whom so many must agree. */
    public record Group(String name, int threshold, List<String> members) {

        /** Keeps a copy of the list. */
        public Group {
            members = List.copyOf(members);
        }

        String line() {
            return "group " + name + " " + threshold + " " + String.join(" ", members) + "\n";
        }
    }

    /** Reads a policy; refuses whatever the specification does not allow. */
    public static TrustPolicy parse(String text) {
        return new TrustPolicyReader().read(text);
    }

    /** Returns a policy without any witness. */
    public static TrustPolicy without() {
        return new TrustPolicy(List.of(), List.of(), List.of(), NONE);
    }

    /** Returns the same rule for these logs. */
    public TrustPolicy forLogs(List<NoteKey> keys) {
        return new TrustPolicy(keys, witnesses, groups, quorum);
    }

    /** Returns the keys of all witnesses. */
    public List<NoteKey> witnessKeys() {
        return witnesses.stream().map(Witness::key).toList();
    }

    /** Says whether any witness is asked for. */
    public boolean hasQuorum() {
        return !quorum.equals(NONE);
    }

    /** Says whether these witnesses, whose cosignatures were verified, are enough. */
    public boolean isMetBy(Collection<NoteKey> cosigners) {
        if (!hasQuorum()) {
            return true;
        }
        Set<String> agreeing = witnesses.stream()
                .filter(witness -> cosigners.contains(witness.key()))
                .map(Witness::name)
                .collect(Collectors.toCollection(HashSet::new));
        for (Group group : groups) {
            if (group.members().stream().filter(agreeing::contains).count() >= group.threshold()) {
                agreeing.add(group.name());
            }
        }
        return agreeing.contains(quorum);
    }

    /** Returns the policy as a text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        logs.forEach(log -> text.append("log ").append(log.text()).append('\n'));
        witnesses.forEach(witness -> text.append(witness.line()));
        groups.forEach(group -> text.append(group.line()));
        return text.append("quorum ").append(quorum).append('\n').toString();
    }

    /** Of one text. */
    private static final class TrustPolicyReader {

        private static final int LARGEST = 1 << 16;
        private static final int THRESHOLD_DIGITS = 4;

        private final List<NoteKey> logs = new ArrayList<>();
        private final Map<String, Witness> witnesses = new LinkedHashMap<>();
        private final Map<String, Group> groups = new LinkedHashMap<>();
        private final Set<String> members = new HashSet<>();
        private final Set<List<Byte>> bareKeys = new HashSet<>();
        private @Nullable String quorum;

        TrustPolicy read(String text) {
            boolean clean = text.length() <= LARGEST
                    && text.chars().allMatch(c -> (c >= ' ' && c != 0x7f) || c == '\t' || c == '\n');
            require(clean, "not the text of a policy");
            text.lines().forEach(this::line);
            if (quorum == null) {
                throw new MalformedNoteException("a policy without a quorum");
            }
            return new TrustPolicy(logs, List.copyOf(witnesses.values()), List.copyOf(groups.values()), quorum);
        }

        private void line(String line) {
            String[] words = line.replace('\t', ' ').replaceFirst("^ +", "").split(" +");
            if (words.length == 0 || words[0].isEmpty() || words[0].startsWith("#")) {
                return;
            }
            switch (words[0]) {
                case "log" -> log(words);
                case "witness" -> witness(words);
                case "group" -> group(words);
                case "quorum" -> quorum(words);
                default -> throw new MalformedNoteException("a line of a policy that is none");
            }
        }

        private void log(String[] words) {
            require(words.length == 2 || words.length == 3, "a log of a policy is not one");
            logs.add(fresh(NoteKey.parse(words[1]), NoteKey.Kind.NOTE));
        }

        private void witness(String[] words) {
            require(words.length == 3 || words.length == 4, "a witness of a policy is not one");
            NoteKey key = fresh(NoteKey.parse(words[2]), NoteKey.Kind.COSIGNATURE);
            witnesses.put(named(words[1]), new Witness(words[1], key, words.length == 4 ? words[3] : null));
        }

        private void group(String[] words) {
            require(words.length >= 4, "a group of a policy has no members");
            List<String> of = List.of(words).subList(3, words.length);
            for (String member : of) {
                require(isKnown(member), "a group of a policy names what was not defined before it");
                require(members.add(member), "a name is a member twice");
            }
            groups.put(named(words[1]), new Group(words[1], threshold(words[2], of.size()), of));
        }

        private static int threshold(String word, int members) {
            if (word.equals("any")) {
                return 1;
            }
            if (word.equals("all")) {
                return members;
            }
            boolean number = word.matches("[1-9]\\d*") && word.length() <= THRESHOLD_DIGITS;
            int threshold = number ? Integer.parseInt(word) : 0;
            require(threshold >= 1 && threshold <= members, "a group of a policy asks for more than it has");
            return threshold;
        }

        private void quorum(String[] words) {
            require(quorum == null, "a policy with two quorums");
            require(words.length == 2 && (words[1].equals(NONE) || isKnown(words[1])), "a quorum of nobody");
            quorum = words[1];
        }

        private boolean isKnown(String name) {
            return witnesses.containsKey(name) || groups.containsKey(name);
        }

        private String named(String name) {
            require(!isKnown(name) && !name.equals(NONE), "a name stands twice in a policy");
            return name;
        }

        private NoteKey fresh(NoteKey key, NoteKey.Kind kind) {
            List<Byte> bare = new ArrayList<>();
            for (byte one : key.bytes()) {
                bare.add(one);
            }
            require(key.kind() == kind && bareKeys.add(bare), "a key of a policy stands twice, or is of another kind");
            return key;
        }

        private static void require(boolean condition, String reason) {
            if (!condition) {
                throw new MalformedNoteException(reason);
            }
        }
    }
}
