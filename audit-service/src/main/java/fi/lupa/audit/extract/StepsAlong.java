// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import java.util.List;

/** The way along the rails, page by page, from wherever the last process ended. */
final class StepsAlong {

    private final List<Rail> rails;
    private final long total;
    private Preparation.Step step;

    StepsAlong(List<Rail> rails, Preparation.Step last) {
        this.rails = List.copyOf(rails);
        this.total = rails.stream().mapToLong(Rail::positions).sum();
        this.step = last.number() == 0
                ? new Preparation.Step(0, 0, rails.get(0).first(), new Preparation.Count(0, total, 0, 0))
                : last;
        skipFinished();
    }

    boolean isAtTheEnd() {
        return step.rail() >= rails.size();
    }

    Rail rail() {
        return rails.get(step.rail());
    }

    long position() {
        return step.position();
    }

    Preparation.Step step() {
        return step;
    }

    void take(List<WalkedEntry> page) {
        Preparation.Count count = step.count();
        for (WalkedEntry entry : page) {
            count = count.and(entry);
        }
        step = new Preparation.Step(step.number() + 1, step.rail(), step.position() + page.size(), count);
        skipFinished();
    }

    private void skipFinished() {
        while (!isAtTheEnd() && step.position() > rail().last()) {
            int next = step.rail() + 1;
            long first = next < rails.size() ? rails.get(next).first() : 0;
            step = new Preparation.Step(step.number(), next, first, step.count());
        }
    }
}
