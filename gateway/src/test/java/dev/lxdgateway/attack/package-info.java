/** What somebody who means harm would try; each test is a finding if it fails. */
@NullMarked
package dev.lxdgateway.attack;

import org.jspecify.annotations.NullMarked;
