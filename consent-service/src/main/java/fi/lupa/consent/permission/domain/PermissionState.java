// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Everything that stands about one subject: the fold of all its facts. Immutable; {@code revision} grows by one with each fact. */
public record PermissionState(
        int revision,
        List<Cell> choices,
        List<Objection> objections,
        List<Contact> contacts,
        List<Relationship> relationships,
        Wishes wishes) {

    /** A subject about whom nothing is known. */
    public static final PermissionState EMPTY =
            new PermissionState(0, List.of(), List.of(), List.of(), List.of(), Wishes.NONE);

    /** Keeps copies. */
    public PermissionState {
        choices = List.copyOf(choices);
        objections = List.copyOf(objections);
        contacts = List.copyOf(contacts);
        relationships = List.copyOf(relationships);
    }

    /** Returns the cell of a choice and identifier; an empty one if there is none. */
    public Cell cell(ChoiceKey key, @Nullable Integer identifier) {
        return choices.stream()
                .filter(cell -> cell.about(key) && cell.at(identifier))
                .findFirst()
                .orElseGet(() -> Cell.empty(key, identifier));
    }

    /** Returns the objection with this id. */
    public Optional<Objection> objection(UUID id) {
        return objections.stream()
                .filter(objection -> objection.id().equals(id))
                .findFirst();
    }

    /** Returns what an objection comes to: an equal one that stands is moved to when it was said last, so that no copy of it is kept. */
    public Objection saidAgain(Objection said) {
        return objections.stream()
                .filter(said::repeats)
                .findFirst()
                .map(standing -> standing.again(said.at(), said.recordedAt()))
                .orElse(said);
    }

    /** Returns what a controller said about the contact. */
    public Optional<Contact> contact(String controller) {
        return contacts.stream()
                .filter(contact -> contact.controller().equals(controller))
                .findFirst();
    }

    ContactKind kind(String controller) {
        return contact(controller).map(Contact::kind).orElse(ContactKind.UNKNOWN);
    }

    /** The objections that stand against a choice. */
    public List<Objection> against(ChoiceKey key, PurposeRules rules, List<String> topics) {
        ContactKind kind = kind(key.controller());
        return objections.stream()
                .filter(objection -> objection.covers(key, rules, topics, kind))
                .toList();
    }

    /** Whether anything is on record that has to do with the controller. */
    public boolean names(String controller) {
        return choices.stream().anyMatch(cell -> cell.controller().equals(controller))
                || objections.stream()
                        .anyMatch(objection -> objection.controller().equals(controller))
                || contact(controller).isPresent()
                || relationships.stream()
                        .anyMatch(relationship -> relationship.controller().equals(controller))
                || wishes.names(controller);
    }

    /** Whether nothing is on record but that something was asked. */
    public boolean onlyAsked() {
        boolean said = choices.stream().anyMatch(Cell::says)
                || !objections.isEmpty()
                || !contacts.isEmpty()
                || !relationships.isEmpty();
        return !said && wishes.equals(Wishes.NONE);
    }

    /** The same revision with nothing else: what is left of a subject that was erased or became part of another. */
    public PermissionState emptied() {
        return new PermissionState(revision, List.of(), List.of(), List.of(), List.of(), Wishes.NONE);
    }

    PermissionState next() {
        return new PermissionState(revision + 1, choices, objections, contacts, relationships, wishes);
    }

    PermissionState changing(ChoiceKey key, @Nullable Integer identifier, UnaryOperator<Cell> change) {
        Cell changed = change.apply(cell(key, identifier));
        return withChoices(replaced(choices, cell -> cell.about(key) && cell.at(identifier), changed));
    }

    PermissionState changingAll(Predicate<Cell> which, UnaryOperator<Cell> change) {
        return withChoices(choices.stream()
                .map(cell -> which.test(cell) ? change.apply(cell) : cell)
                .toList());
    }

    PermissionState without(Predicate<Cell> which) {
        return withChoices(choices.stream().filter(which.negate()).toList());
    }

    /** Returns the relationship of the same kind with the same controller. */
    Optional<Relationship> relationship(Relationship like) {
        return relationships.stream()
                .filter(known -> known.controller().equals(like.controller()) && known.type() == like.type())
                .findFirst();
    }

    PermissionState with(Objection objection) {
        List<Objection> all = replaced(objections, known -> known.id().equals(objection.id()), objection);
        return new PermissionState(revision, choices, all, contacts, relationships, wishes);
    }

    PermissionState with(Contact contact) {
        List<Contact> all = replaced(contacts, known -> known.controller().equals(contact.controller()), contact);
        return new PermissionState(revision, choices, objections, all, relationships, wishes);
    }

    PermissionState with(Relationship relationship) {
        List<Relationship> all = replaced(
                relationships,
                known -> known.controller().equals(relationship.controller()) && known.type() == relationship.type(),
                relationship);
        return new PermissionState(revision, choices, objections, contacts, all, wishes);
    }

    PermissionState with(Wishes changed) {
        return new PermissionState(revision, choices, objections, contacts, relationships, changed);
    }

    private PermissionState withChoices(List<Cell> changed) {
        return new PermissionState(revision, changed, objections, contacts, relationships, wishes);
    }

    private static <T> List<T> replaced(List<T> all, Predicate<T> same, T item) {
        List<T> changed = new ArrayList<>(all);
        for (int i = 0; i < changed.size(); i++) {
            if (same.test(changed.get(i))) {
                changed.set(i, item);
                return changed;
            }
        }
        changed.add(item);
        return changed;
    }
}
