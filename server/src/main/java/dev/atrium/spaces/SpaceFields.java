// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import dev.atrium.access.Role;
import dev.atrium.error.FieldError;
import dev.atrium.http.PatchField;
import dev.atrium.resources.ResourceChange;
import java.util.List;

/**
 * The patch fields of a space's body: an absent field stays unchanged, null clears it (behaviour
 * §4).
 *
 * @param faults the faults of form, to be told together with those of the sources
 */
record SpaceFields(
    PatchField<String> name,
    PatchField<String> description,
    PatchField<String> generalInstructions,
    PatchField<Role> baseRole,
    List<ResourceChange> resources,
    List<FieldError> faults) {

  SpaceFields {
    resources = List.copyOf(resources);
    faults = List.copyOf(faults);
  }
}
