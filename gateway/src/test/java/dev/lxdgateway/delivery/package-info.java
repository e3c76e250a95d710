/** What a checkout brings to people who run or change it: the Compose file, the workflows. */
@NullMarked
package dev.lxdgateway.delivery;

import org.jspecify.annotations.NullMarked;
