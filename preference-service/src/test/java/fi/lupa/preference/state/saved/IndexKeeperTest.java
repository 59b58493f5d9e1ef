// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.state.chunk.DamagedException;
import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.state.domain.StateVersion;
import fi.lupa.preference.state.domain.Watermark;
import fi.lupa.preference.state.index.MemoryIndex;
import fi.lupa.preference.state.packed.AllStates;
import fi.lupa.preference.state.packed.SubjectStates;
import fi.lupa.preference.state.store.ReadPosition;
import fi.lupa.preference.state.wire.HeldState;
import fi.lupa.preference.state.wire.IdentifierClaim;
import fi.lupa.preference.state.wire.SubjectKey;
import fi.lupa.preference.support.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexKeeperTest {

    private static final TenantId TENANT = TenantId.ofKey("saved");
    private static final Part FIRST = new Part(Feed.STATES, 0);
    private static final Part LISTS = new Part(Feed.SUPPRESSIONS, 0);
    private static final Map<Part, ReadPosition> POSITIONS =
            Map.of(FIRST, new ReadPosition("topic", 7), LISTS, new ReadPosition("lists", 9));
    private static final Watermark MARK = new Watermark(new Position(2, 40), Instant.parse("2026-03-01T10:00:00Z"));
    private static final Duration VERY_OFTEN = Duration.ofNanos(1);

    private final Random random = new Random(20261124);
    private final IdentifierKey key = key();
    private final MemoryIndex index = new MemoryIndex(Set.of(FIRST, LISTS), subject -> 0);
    private Instant now = Instant.parse("2026-03-01T10:00:01Z");

    @TempDir
    Path directory;

    @Test
    void findsWhatWasSaved_howFarItGoes_andNothingOfOtherTopics() {
        // Given
        index.put(state(1));
        index.publish(Map.of(FIRST, MARK, LISTS, MARK));
        IndexKeeper keeper = keeper(VERY_OFTEN);

        // When
        keeper.keep(index, POSITIONS);

        // Then
        SavedStates found = awaitSaved();
        assertThat(found.savedAt()).isEqualTo(now);
        assertThat(found.reached())
                .isEqualTo(new Reached(Map.of(FIRST, new ReadPosition("topic", 7)), Map.of(FIRST, MARK)));
        assertThat(found.states().find(TENANT, List.of(key)))
                .isEqualTo(index.states().find(TENANT, List.of(key)))
                .hasSize(1);
    }

    @Test
    void asksWhetherItFits_beforeItReadsTheStates() {
        // Given
        saved(1);

        // When, Then
        assertThat(keeper(VERY_OFTEN).find(reached -> false)).isEmpty();
        assertThat(keeper(VERY_OFTEN).find(reached -> reached.positions().containsKey(FIRST)))
                .isPresent();
    }

    @Test
    void savesAgain_onlyWhenSomethingHasChanged() throws IOException {
        // Given
        IndexKeeper keeper = saved(1);
        now = now.plusSeconds(60);
        byte[] before = Files.readAllBytes(file());

        // When
        keeper.keep(index, POSITIONS);

        // Then
        assertThat(threads()).isEmpty();
        assertThat(Files.readAllBytes(file())).isEqualTo(before);

        // When
        index.put(state(2));
        keeper.keep(index, POSITIONS);

        // Then
        Until.holds("it is saved again", () -> found().savedAt().equals(now));
        assertThat(revision()).isEqualTo(2);
    }

    @Test
    void savesAgain_beforeItIsTooOldToBeUsed() {
        // Given
        IndexKeeper keeper = saved(1);

        // When
        now = now.plus(Duration.ofHours(7));
        keeper.keep(index, POSITIONS);

        // Then
        Until.holds("it is saved again", () -> found().savedAt().equals(now));
    }

    @Test
    void savesWhatOtherwiseWouldBeMadeAnew_whenTheIndexIsAnotherOne() {
        // Given
        IndexKeeper keeper = saved(1);
        now = now.plusSeconds(60);
        MemoryIndex another = new MemoryIndex(Set.of(FIRST), subject -> 0);
        another.put(state(5));

        // When
        keeper.keep(another, POSITIONS);

        // Then
        Until.holds("it is saved", () -> revision() == 5);
    }

    @Test
    void savesNothing_whenAStateCouldNotBePacked() {
        // Given: half of a surrogate pair, which no encoding of text keeps
        index.put(state(1, SubjectStates.withObjection("\uD83D")));

        // When
        keeper(VERY_OFTEN).keep(index, POSITIONS);

        // Then
        assertThat(threads()).isEmpty();
        assertThat(file()).doesNotExist();
    }

    @Test
    void waitsItsTime() {
        // Given
        IndexKeeper keeper = keeper(Duration.ofHours(1));
        index.put(state(1));
        keeper.keep(index, POSITIONS);
        awaitSaved();

        // When
        index.put(state(2));
        keeper.keep(index, POSITIONS);

        // Then
        assertThat(threads()).isEmpty();
        assertThat(revision()).isEqualTo(1);
    }

    /** A topic's compaction may have taken away by then what a later record said. */
    @Test
    void findsNothing_whenItIsHalfADayOld_orOfTheFuture() {
        // Given
        saved(1);

        // When
        now = now.plus(Duration.ofHours(12));

        // Then
        assertThat(keeper(VERY_OFTEN).find(any -> true)).isEmpty();

        // When
        now = now.minus(Duration.ofHours(25));

        // Then
        assertThat(keeper(VERY_OFTEN).find(any -> true)).isEmpty();
    }

    @Test
    void findsNothing_thatOtherCodeHasPacked() throws IOException {
        // Given
        IndexFile other = new IndexFile(directory, "another build");
        index.put(state(1));
        other.write(now, new Reached(POSITIONS, Map.of()), index.states().atOnce());

        // When, Then
        assertThat(keeper(VERY_OFTEN).find(any -> true)).isEmpty();
        assertThat(other.read((at, reached) -> true)).isPresent();
    }

    @Test
    void findsNothing_andDoesNotFail_whenTheFileIsDamaged() throws IOException {
        // Given
        saved(1);
        byte[] whole = Files.readAllBytes(file());

        for (int i = 0; i < whole.length; i += 1 + random.nextInt(20)) {
            // When
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x10;
            Files.write(file(), damaged);

            // Then
            assertThat(keeper(VERY_OFTEN).find(any -> true)).as("byte %d", i).isEmpty();
        }
        Files.write(file(), "not an index".repeat(50).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(keeper(VERY_OFTEN).find(any -> true)).isEmpty();
        assertThatThrownBy(() -> new IndexFile(directory, "any").read((at, reached) -> true))
                .isInstanceOf(DamagedException.class);
    }

    @Test
    void keepsWhatWasSaved_whenSavingFails_andGoesOn() throws IOException {
        // Given: where the file is made there is a folder that is not empty
        IndexKeeper keeper = saved(1);
        Path inTheWay = Files.createDirectories(directory.resolve("states.unfinished/x"));

        // When
        index.put(state(2));
        keeper.keep(index, POSITIONS);
        Until.holds("the writing has ended", () -> threads().isEmpty());

        // Then
        assertThat(revision()).isEqualTo(1);

        // When
        Files.delete(inTheWay);
        keeper.keep(index, POSITIONS);

        // Then
        Until.holds("it is saved", () -> revision() == 2);
    }

    @Test
    void leavesAFile_thatOnlyItsOwnerReads_andNothingElse() throws IOException {
        // When
        saved(1);

        // Then
        Until.holds("the writing has ended", () -> threads().isEmpty());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void neitherSavesNorFinds_whenItIsTurnedOff() {
        // Given
        saved(1);
        IndexKeeper off = keeper(Duration.ZERO);

        // When
        index.put(state(2));
        off.keep(index, POSITIONS);

        // Then
        assertThat(off.find(any -> true)).isEmpty();
        assertThat(threads()).isEmpty();
        assertThat(revision()).isEqualTo(1);
    }

    @Test
    void forgets() {
        // Given
        IndexKeeper keeper = saved(1);

        // When
        keeper.forget();

        // Then
        assertThat(keeper.find(any -> true)).isEmpty();
    }

    private IndexKeeper saved(int revision) {
        index.put(state(revision));
        IndexKeeper keeper = keeper(VERY_OFTEN);
        keeper.keep(index, POSITIONS);
        awaitSaved();
        Until.holds("the writing has ended", () -> threads().isEmpty());
        return keeper;
    }

    private IndexKeeper keeper(Duration every) {
        return IndexKeepers.in(directory, every, () -> now);
    }

    private SavedStates awaitSaved() {
        Until.holds("it is saved", () -> Files.exists(file()));
        return found();
    }

    private SavedStates found() {
        return keeper(VERY_OFTEN).find(any -> true).orElseThrow();
    }

    private int revision() {
        AllStates states = found().states();
        return states.find(TENANT, List.of(key))
                .get(0)
                .state()
                .written()
                .version()
                .revision();
    }

    private Path file() {
        return directory.resolve("states.lupa-index");
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("lupa-index-file"))
                .toList();
    }

    private HeldState state(int revision) {
        return state(revision, SubjectState.unreadable());
    }

    private HeldState state(int revision, SubjectState facts) {
        SubjectId subject = SubjectId.random(new Random(1));
        return new HeldState(
                new SubjectKey(TENANT, subject),
                UUID.fromString("018f2f3a-1111-4000-8000-0000000000aa"),
                new HeldState.Written(new StateVersion(1, revision), new Position(1, revision), Instant.EPOCH),
                List.of(new IdentifierClaim(1, IdentifierType.EMAIL, key, new Position(1, 1))),
                List.of(),
                facts);
    }

    private IdentifierKey key() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new IdentifierKey(1, bytes);
    }
}
