// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One question with all that may be looked at to answer it, in the words the rules use. For one thread. */
@SuppressWarnings("NullableOptional") // Null is what was not worked out yet: none of the answers is empty for that.
final class Inquiry {

    private final Edition edition;
    private final Question question;
    private final Asker asker;
    private final SubjectState state;
    private final CatalogueView catalogue;
    private final Instant now;
    private final Purpose purpose;
    private final Optional<Contact> contact;
    private @Nullable List<Arrangement> arrangements;
    private @Nullable List<ChoiceCell> cells;
    private @Nullable Optional<Consents.Held> held;
    private @Nullable Optional<Consents.Held> valid;
    private @Nullable Set<String> lifted;
    private @Nullable List<Prohibition> prohibitions;
    private @Nullable List<Objection> objections;

    Inquiry(Edition edition, Question question, Asker asker, SubjectState state, CatalogueView catalogue, Instant now) {
        this.edition = edition;
        this.question = question;
        this.asker = asker;
        this.state = state;
        this.catalogue = catalogue;
        this.now = now;
        purpose = catalogue.purpose(question.purpose());
        contact = Among.first(state.contacts(), known -> isOwn(known.controller()));
    }

    Edition edition() {
        return edition;
    }

    Question question() {
        return question;
    }

    Asker asker() {
        return asker;
    }

    SubjectState state() {
        return state;
    }

    CatalogueView catalogue() {
        return catalogue;
    }

    /** Returns the moment of asking. */
    Instant now() {
        return now;
    }

    /** Returns the person's choices for exactly this purpose, channel and identifier, at whichever controller. */
    List<ChoiceCell> cells() {
        if (cells == null) {
            cells = Consents.asked(this);
        }
        return cells;
    }

    Optional<Consents.Held> held() {
        if (held == null) {
            held = Consents.newest(this);
        }
        return held;
    }

    Optional<Consents.Held> valid() {
        if (valid == null) {
            valid = Consents.stillValid(this);
        }
        return valid;
    }

    /** Returns the ids of what the asked controller's standing permission for exactly this question has lifted. */
    Set<String> lifted() {
        if (lifted == null) {
            lifted = Consents.liftedAt(this, question.controller());
        }
        return lifted;
    }

    /** Returns every choice against purpose and channel at the asked controller that nothing has lifted. */
    List<Prohibition> prohibitions() {
        if (prohibitions == null) {
            prohibitions = Consents.standing(this, question.controller());
        }
        return prohibitions;
    }

    /** Returns whatever at the asked controller stands in the way. */
    List<Objection> objections() {
        if (objections == null) {
            objections = Objections.standing(this, question.controller());
        }
        return objections;
    }

    Purpose purpose() {
        return purpose;
    }

    ControllerEntry controller() {
        ControllerEntry entry = catalogue.controller();
        return entry == null ? ControllerEntry.MISSING : entry;
    }

    Policies policies() {
        return controller().policies();
    }

    @Nullable
    Channel channel() {
        return question.judgedChannel();
    }

    boolean onAny(Channel... channels) {
        Channel asked = channel();
        for (Channel channel : channels) {
            if (channel == asked) {
                return true;
            }
        }
        return false;
    }

    /** Returns the moment of the contact: the asked one, otherwise now. */
    Instant at() {
        Instant asked = question.when().at();
        return asked == null ? now : asked;
    }

    LocalDate day() {
        return at().atZone(controller().timeZone()).toLocalDate();
    }

    boolean hypothetical() {
        return question.when().at() != null || question.when().knownAt() != null || !edition.isCurrent();
    }

    Category category() {
        return purpose().category();
    }

    boolean isFor(Category... categories) {
        Category ours = category();
        for (Category category : categories) {
            if (category == ours) {
                return true;
            }
        }
        return false;
    }

    boolean isMarketing() {
        return category().messageClass() == MessageClass.MARKETING;
    }

    /** Profiling is asked for, or inseparable from the purpose; the profiling purpose itself is judged by its own consent. */
    boolean profiles() {
        boolean wanted = question.uses().usesProfiling() || purpose().has(Purpose.Flag.USES_PROFILING);
        return wanted && !isFor(Category.PROFILING);
    }

    /** Whether every contact for this purpose rests on profiling, or is profiling. */
    boolean purposeProfiles() {
        return isFor(Category.PROFILING, Category.AD_AUDIENCE, Category.AI_PROCESSING)
                || purpose().has(Purpose.Flag.USES_PROFILING)
                || purpose().has(Purpose.Flag.CROSS_CONTEXT_ADS);
    }

    boolean offersForOthers() {
        String owner = question.content().offerOwner();
        return owner != null && !owner.equals(question.controller());
    }

    /** What only a consent can carry, whatever the channel allows without one. */
    boolean needsConsentAnyway() {
        Question.Uses uses = question.uses();
        return uses.usesSpecialCategory()
                || uses.usesTrafficData()
                || purpose().reachesBeyondTheSite()
                || offersForOthers()
                || question.content().disclosedTo() != null;
    }

    boolean isOwn(String controllerKey) {
        return controllerKey.equals(question.controller());
    }

    Optional<Contact> contact() {
        return contact;
    }

    /** Returns the kind of the contact; who is not known to be anything else is a consumer (row 45). */
    Contact.Kind kind() {
        Contact.Kind recorded = contact().map(Contact::kind).orElse(Contact.Kind.UNKNOWN);
        return recorded == Contact.Kind.ROLE_ADDRESS || recorded == Contact.Kind.WORK_NAMED
                ? recorded
                : Contact.Kind.CONSUMER;
    }

    boolean sourceKnown() {
        return contact().map(Contact::source).isPresent();
    }

    boolean hasLiveRelationship() {
        return Among.any(
                state.relationships(),
                relationship ->
                        isOwn(relationship.controller()) && relationship.isCustomer() && relationship.covers(day()));
    }

    boolean jointlyControlled() {
        return Among.any(arrangements(), this::isInForce);
    }

    /** Returns all versions, as far as they are to be known, of the arrangements that name the asked controller and the purpose. */
    List<Arrangement> arrangements() {
        if (arrangements == null) {
            arrangements = Among.all(
                    catalogue.arrangements(),
                    arrangement -> arrangement.covers(question.controller(), question.purpose())
                            && arrangement.wasKnownBy(question.when().knownAt()));
        }
        return arrangements;
    }

    boolean isInForce(Arrangement arrangement) {
        return arrangement.isInForce(at(), question.when().knownAt());
    }

    /** Returns the same question about another purpose of the same controller, without a topic, on any or no channel. */
    Inquiry about(String otherPurpose, @Nullable Channel channel) {
        Question other = new Question(
                question.controller(),
                otherPurpose,
                channel,
                question.identifierType(),
                null,
                Question.Uses.NOTHING,
                Question.Content.UNNAMED,
                question.when());
        return new Inquiry(edition, other, asker, state, catalogue, now);
    }

    /** Returns whether a cell of this channel was said about the asked one; a cell without a channel covers all of them. */
    boolean concerns(@Nullable Channel cellChannel) {
        return cellChannel == null
                || Objects.equals(cellChannel, channel())
                || Objects.equals(cellChannel, question.channel());
    }
}
