<?php
/**
 * Removes the only thing that the plugin has stored.
 *
 * @package NextLevel
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $next_level_blog ) {
		switch_to_blog( $next_level_blog );
		delete_option( 'next_level_site' );
		restore_current_blog();
	}
} else {
	delete_option( 'next_level_site' );
}
