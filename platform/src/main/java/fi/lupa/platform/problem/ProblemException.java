// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.problem;

import java.util.List;

/** Ends a request with a problem. It carries no stack trace and no text but the code, so logging it shows nobody's data. */
public final class ProblemException extends RuntimeException {

    private final ProblemCode code;
    private final transient List<FieldError> errors;

    public ProblemException(ProblemCode code) {
        this(code, List.of());
    }

    public ProblemException(ProblemCode code, List<FieldError> errors) {
        super(code.name(), null, false, false);
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    /** Makes the exception for one wrong place. */
    public static ProblemException at(ProblemCode code, String pointer, String reason) {
        return new ProblemException(code, List.of(new FieldError(pointer, reason)));
    }

    public ProblemCode code() {
        return code;
    }

    public List<FieldError> errors() {
        return errors;
    }
}
