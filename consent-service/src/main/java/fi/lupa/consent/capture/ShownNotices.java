// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.ChangeClass;
import fi.lupa.consent.catalogue.NoticeVersion;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the notice version a capture names, and says whether a token proves that its text was shown. */
@ApplicationScoped
class ShownNotices {

    private static final String TOKEN = "/capture/notice/token";

    private final Catalogue catalogue;
    private final NoticeTokens tokens;

    ShownNotices(Catalogue catalogue, NoticeTokens tokens) {
        this.catalogue = catalogue;
        this.tokens = tokens;
    }

    /** Returns the notice of something that is taken from anybody: a token that proves nothing does no harm. Null if none was named. */
    FactView.@Nullable Notice named(Session session, CaptureRequest capture) {
        CaptureRequest.ShownNotice shown = capture.notice();
        if (shown == null) {
            return null;
        }
        NoticeVersion version = version(session, shown);
        NoticeToken.Text text = text(version, shown);
        boolean proven = shown.token() != null
                && fault(session, capture, version, text, shown.token()).isEmpty();
        return notice(text, proven);
    }

    /** Returns the notice of a yes; throws NOTICE_TOKEN_INVALID or NOTICE_TOKEN_STALE if a token is there and does not prove it. */
    FactView.@Nullable Notice proven(Session session, CaptureRequest capture) {
        CaptureRequest.ShownNotice shown = capture.notice();
        if (shown == null) {
            return null;
        }
        NoticeVersion version = version(session, shown);
        NoticeToken.Text text = text(version, shown);
        if (shown.token() != null) {
            fault(session, capture, version, text, shown.token()).ifPresent(fault -> {
                throw ProblemException.at(fault, TOKEN, "NOT_PROVEN");
            });
        }
        return notice(text, shown.token() != null);
    }

    private static FactView.Notice notice(NoticeToken.Text text, boolean proven) {
        return new FactView.Notice(
                text.id(), text.version(), text.language(), text.sha256(), proven ? Boolean.TRUE : null);
    }

    private Optional<ProblemCode> fault(
            Session session, CaptureRequest capture, NoticeVersion version, NoticeToken.Text text, String token) {
        Optional<NoticeToken> read = tokens.read(token)
                .filter(known -> known.isOf(
                        session.context().tenant(), session.controller().key(), text));
        if (read.isEmpty()) {
            return Optional.of(ProblemCode.NOTICE_TOKEN_INVALID);
        }
        boolean stale = !session.now().isBefore(read.get().until()) || superseded(session, capture, version);
        return stale ? Optional.of(ProblemCode.NOTICE_TOKEN_STALE) : Optional.empty();
    }

    /** A material change that was in force when the person acted: the text should not have been shown any more. */
    private boolean superseded(Session session, CaptureRequest capture, NoticeVersion version) {
        return catalogue.noticesAfter(session.context().tenant(), version).stream()
                .filter(later -> later.changeClass() == ChangeClass.MATERIAL)
                .anyMatch(later -> !later.effectiveFrom().isAfter(capture.at()));
    }

    private NoticeVersion version(Session session, CaptureRequest.ShownNotice shown) {
        return catalogue
                .notice(session.context().tenant(), shown.id(), shown.version())
                .orElseThrow(() -> unknown("/capture/notice/version"));
    }

    private static NoticeToken.Text text(NoticeVersion version, CaptureRequest.ShownNotice shown) {
        String sha256 = version.sha256In(shown.language()).orElseThrow(() -> unknown("/capture/notice/language"));
        return new NoticeToken.Text(shown.id(), shown.version(), shown.language(), sha256);
    }

    private static ProblemException unknown(String pointer) {
        return ProblemException.at(ProblemCode.NOTICE_VERSION_UNKNOWN, pointer, "UNKNOWN");
    }
}
