// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import fi.lupa.platform.id.SubjectId;
import org.jspecify.annotations.Nullable;

/** The answer of a write, and the subject it is about: erasure removes the stored answer with it. */
public record CommittedAnswer(Answer answer, @Nullable SubjectId subject) {}
