// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.util.Optional;

/**
 * Somebody objected. Permissions stay on record; the objection stands above them. One that is said again, under the same id, stands above what had
 * lifted it, too.
 */
public record Objected(Objection objection) implements PermissionFact {

    @Override
    public Folding foldInto(PermissionState state, PurposeCatalogue purposes) {
        PermissionState next =
                state.next().with(objection).changingAll(cell -> true, cell -> under(state, cell, purposes));
        return new Folding(next.with(next.wishes().after(objection)), Effect.of(RecordState.REFUSED));
    }

    /** A letter that arrived late: the person's own later act, shown to come from the address, had already lifted it. */
    private boolean outlives(PermissionState state, Cell cell, PurposeCatalogue purposes) {
        Permission permission = cell.permission();
        return permission != null
                && permission.outlives(objection.at())
                && permission.method().showsControl(reached(cell))
                && covers(state, cell, permission, purposes);
    }

    private boolean covers(PermissionState state, Cell cell, Permission permission, PurposeCatalogue purposes) {
        Optional<PurposeRules> rules = purposes.rules(cell.controller(), cell.purpose());
        ContactKind kind = state.kind(cell.controller());
        return rules.isPresent() && objection.covers(cell.key(), rules.get(), permission.topics(), kind);
    }

    /** The identifier's type is not kept in a cell; only web storage is certain to be a device's. */
    private static IdentifierType reached(Cell cell) {
        return cell.channel() == Channel.WEB_STORAGE ? IdentifierType.DEVICE : IdentifierType.EMAIL;
    }

    /** What stood under the objection when it was said first stays under it; what had lifted it must have been said later once more. */
    private Cell under(PermissionState state, Cell cell, PurposeCatalogue purposes) {
        Permission permission = cell.permission();
        if (permission == null) {
            return cell;
        }
        Permission left = permission.notLifting(objection.id());
        boolean lifted =
                !left.equals(permission) || state.objection(objection.id()).isEmpty();
        return cell.withPermission(lifted && outlives(state, cell, purposes) ? left.lifting(objection.id()) : left);
    }
}
