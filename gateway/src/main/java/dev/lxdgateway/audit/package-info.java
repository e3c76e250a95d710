/** What happened: written down before it goes on, so that nobody can change it unnoticed. */
@NullMarked
package dev.lxdgateway.audit;

import org.jspecify.annotations.NullMarked;
